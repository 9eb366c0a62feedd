DROP FUNCTION public.label(public.orders);
DROP FUNCTION public.newest();
-- destroys data: table public.orders
DROP TABLE public.orders;
