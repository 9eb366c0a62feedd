-- column public.orders.totals: fails where a value is no integer[]
ALTER TABLE public.orders ALTER COLUMN totals TYPE integer[] USING totals::integer[];
