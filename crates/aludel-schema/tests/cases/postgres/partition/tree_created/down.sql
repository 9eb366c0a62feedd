-- destroys data: table public.days
-- destroys data: table public.days_20
-- destroys data: table public.days_rest
-- destroys data: table public.days_rest_0
-- destroys data: table public.days_rest_1
DROP TABLE public.days;
