ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days_20 RENAME CONSTRAINT days_day_not_null TO nights_day_not_null;
-- fails where a row of public.days_20 lies outside: move such rows first
ALTER TABLE public.nights ATTACH PARTITION public.days_20 FOR VALUES IN ('a', NULL);
