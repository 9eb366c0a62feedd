ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.nights ATTACH PARTITION public.days_20 FOR VALUES IN ('a', NULL);
