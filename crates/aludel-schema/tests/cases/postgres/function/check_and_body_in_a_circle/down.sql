-- destroys data: table public.t
DROP TABLE public.t;
DROP FUNCTION public.depth(integer);
