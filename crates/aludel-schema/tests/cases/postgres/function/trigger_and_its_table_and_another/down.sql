-- destroys data: table public.a_orders
DROP TABLE public.a_orders;
DROP FUNCTION public.note();
-- destroys data: table public.log
DROP TABLE public.log;
