-- column public.orders.b: fails where a value does not fit into integer
ALTER TABLE public.orders ALTER COLUMN b TYPE integer;
