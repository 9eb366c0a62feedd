ALTER TABLE public.orders ALTER COLUMN note TYPE text;
