-- column public.orders.id: fails where a value does not fit into smallint
ALTER TABLE public.orders ALTER COLUMN id TYPE smallint;
SELECT pg_catalog.setval('public.orders_id_seq', 1, false) FROM public.orders_id_seq WHERE last_value NOT BETWEEN 1 AND 32767;
ALTER SEQUENCE public.orders_id_seq AS smallint;
