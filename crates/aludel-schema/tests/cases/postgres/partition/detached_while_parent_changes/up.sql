ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days ADD COLUMN extra integer DEFAULT 5;
