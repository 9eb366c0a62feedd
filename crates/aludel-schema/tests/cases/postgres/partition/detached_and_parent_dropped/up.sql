ALTER TABLE public.days DETACH PARTITION public.days_20;
-- destroys data: table public.days
DROP TABLE public.days;
