-- destroys data: table public.days_20
DROP TABLE public.days_20;
