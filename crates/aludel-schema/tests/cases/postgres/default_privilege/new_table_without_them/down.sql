-- destroys data: table public.t
DROP TABLE public.t;
