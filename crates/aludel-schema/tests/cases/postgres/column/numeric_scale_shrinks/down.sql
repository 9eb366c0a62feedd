-- column public.orders.total: fails where a value does not fit into numeric(10,4)
ALTER TABLE public.orders ALTER COLUMN total TYPE numeric(10,4);
