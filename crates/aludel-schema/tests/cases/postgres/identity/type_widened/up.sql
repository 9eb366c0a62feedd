ALTER TABLE public.orders ALTER COLUMN id TYPE bigint;
