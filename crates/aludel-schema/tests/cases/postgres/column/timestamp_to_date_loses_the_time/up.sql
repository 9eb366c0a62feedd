-- destroys data: the time of day in column public.orders.placed
ALTER TABLE public.orders ALTER COLUMN placed TYPE date;
