-- destroys data: table public.orders
-- destroys data: partition public.orders_old
DROP TABLE public.orders;
