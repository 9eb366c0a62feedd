ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days_20 ADD COLUMN extra integer;
