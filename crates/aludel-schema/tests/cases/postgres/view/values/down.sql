DROP VIEW public.colours;
