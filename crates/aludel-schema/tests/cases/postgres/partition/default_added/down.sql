-- destroys data: table public.days_rest
DROP TABLE public.days_rest;
