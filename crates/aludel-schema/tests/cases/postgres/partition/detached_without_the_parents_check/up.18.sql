ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days_20 DROP CONSTRAINT IF EXISTS noted;
ALTER TABLE public.days_20 RENAME CONSTRAINT days_day_not_null TO days_20_day_not_null;
