-- destroys data: table public.nothing
DROP TABLE public.nothing;
