-- column public.orders.total: fails where a value does not fit into integer
ALTER TABLE public.orders ALTER COLUMN total TYPE integer;
