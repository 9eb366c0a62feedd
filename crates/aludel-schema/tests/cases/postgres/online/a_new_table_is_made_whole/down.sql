-- destroys data: table public.c
DROP TABLE public.c;
