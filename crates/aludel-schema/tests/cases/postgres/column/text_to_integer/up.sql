-- column public.orders.total: fails where a value is no integer
ALTER TABLE public.orders ALTER COLUMN total TYPE integer USING total::integer;
