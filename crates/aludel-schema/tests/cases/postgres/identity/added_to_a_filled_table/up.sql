ALTER TABLE public.orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
-- the identity counts on from the values that are there
SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('public.orders', 'id'), max(id)) FROM public.orders;
