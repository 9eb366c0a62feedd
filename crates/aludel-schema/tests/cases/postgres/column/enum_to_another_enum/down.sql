-- column public.orders.mood: fails where a value is no public.mood
ALTER TABLE public.orders ALTER COLUMN mood TYPE public.mood USING mood::text::public.mood;
