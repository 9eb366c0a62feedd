-- destroys data: table public.days
-- destroys data: table public.days_20
DROP TABLE public.days;
