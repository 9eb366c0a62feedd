-- destroys data: table public.c
DROP TABLE public.c;
-- destroys data: table public.p
DROP TABLE public.p;
