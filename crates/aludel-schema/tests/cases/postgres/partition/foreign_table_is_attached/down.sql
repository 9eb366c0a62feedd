ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days_20 ALTER COLUMN note OPTIONS (SET a 'b', DROP d);
