-- column public.orders.id: fails where a value does not fit into integer
ALTER TABLE public.orders ALTER COLUMN id TYPE integer;
