-- destroys data: table public.days
-- destroys data: partition public.days_20
-- destroys data: partition public.days_21
DROP TABLE public.days;
