-- destroys data: table public.t
DROP TABLE public.t;
DROP FUNCTION public.next_number();
