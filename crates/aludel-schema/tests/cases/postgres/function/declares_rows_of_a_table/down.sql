DROP TYPE public.mood;
DROP FUNCTION public.a_copy(integer);
-- destroys data: table public.late_table
DROP TABLE public.late_table;
-- destroys data: table public.orders
DROP TABLE public.orders;
