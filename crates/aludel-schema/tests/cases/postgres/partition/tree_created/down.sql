-- destroys data: table public.days
-- destroys data: partition public.days_20
-- destroys data: partition public.days_rest
-- destroys data: partition public.days_rest_0
-- destroys data: partition public.days_rest_1
DROP TABLE public.days;
