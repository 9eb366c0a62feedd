ALTER TABLE public.orders ALTER COLUMN paid TYPE integer USING paid::integer;
