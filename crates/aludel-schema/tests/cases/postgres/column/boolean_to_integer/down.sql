ALTER TABLE public.orders ALTER COLUMN paid TYPE boolean USING paid::boolean;
