-- destroys data: table public.orders
-- destroys data: table public.orders_old
DROP TABLE public.orders;
