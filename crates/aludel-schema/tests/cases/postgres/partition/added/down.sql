-- destroys data: table public.days_21
DROP TABLE public.days_21;
