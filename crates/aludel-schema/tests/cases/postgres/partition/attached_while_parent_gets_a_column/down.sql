ALTER TABLE public.days DETACH PARTITION public.days_20;
-- destroys data: column public.days_20.extra
ALTER TABLE public.days_20 DROP COLUMN extra;
-- destroys data: column public.days.extra
ALTER TABLE public.days DROP COLUMN extra;
