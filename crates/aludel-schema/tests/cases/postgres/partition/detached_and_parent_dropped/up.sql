ALTER TABLE public.days DETACH PARTITION public.days_20;
-- destroys data: table public.days
-- destroys data: partition public.days_20
DROP TABLE public.days;
