-- destroys data: table public.days
-- destroys data: table public.days_20
-- destroys data: table public.days_21
DROP TABLE public.days;
