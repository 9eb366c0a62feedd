ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days_20 RENAME CONSTRAINT days_day_not_null TO days_20_day_not_null;
-- destroys data: column public.days_20.extra
ALTER TABLE public.days_20 DROP COLUMN extra;
-- destroys data: column public.days.extra
ALTER TABLE public.days DROP COLUMN extra;
