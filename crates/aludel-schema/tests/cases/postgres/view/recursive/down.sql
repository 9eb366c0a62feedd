DROP VIEW public.numbers;
