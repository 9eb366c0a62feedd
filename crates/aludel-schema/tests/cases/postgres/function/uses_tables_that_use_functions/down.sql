DROP FUNCTION public.a_total();
DROP FUNCTION public.count_orders();
-- destroys data: table public.a_orders
DROP TABLE public.a_orders;
DROP FUNCTION public.next_number();
