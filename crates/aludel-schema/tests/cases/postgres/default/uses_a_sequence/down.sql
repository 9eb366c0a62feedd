ALTER TABLE public.orders ALTER COLUMN total DROP DEFAULT;
-- destroys data: how far sequence public.numbers has counted
DROP SEQUENCE public.numbers;
-- column public.orders.total: fails where a value does not fit into integer
ALTER TABLE public.orders ALTER COLUMN total TYPE integer;
