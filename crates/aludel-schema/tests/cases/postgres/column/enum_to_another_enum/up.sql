-- column public.orders.mood: fails where a value is no public.temper
ALTER TABLE public.orders ALTER COLUMN mood TYPE public.temper USING mood::text::public.temper;
