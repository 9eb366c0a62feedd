-- destroys data: table public.stay
DROP TABLE public.stay;
