-- destroys data: table public.orders
DROP TABLE public.orders;
