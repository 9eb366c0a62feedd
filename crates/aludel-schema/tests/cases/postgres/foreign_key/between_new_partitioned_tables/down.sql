-- destroys data: table public.c
-- destroys data: table public.c0
DROP TABLE public.c;
-- destroys data: table public.p
-- destroys data: table public.p0
DROP TABLE public.p;
