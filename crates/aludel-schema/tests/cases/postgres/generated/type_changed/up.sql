ALTER TABLE public.orders ALTER COLUMN b TYPE bigint;
