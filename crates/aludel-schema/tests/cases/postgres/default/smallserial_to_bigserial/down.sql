-- column public.orders.id: fails where a value does not fit into smallint
ALTER TABLE public.orders ALTER COLUMN id TYPE smallint;
ALTER SEQUENCE public.orders_id_seq AS smallint;
