-- destroys data: digits after the point in column public.orders.total
ALTER TABLE public.orders ALTER COLUMN total TYPE numeric(10,2);
