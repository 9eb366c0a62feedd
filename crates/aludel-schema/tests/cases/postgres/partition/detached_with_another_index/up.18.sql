ALTER TABLE public.days DETACH PARTITION public.days_20;
DROP INDEX public.days_day_idx;
DROP INDEX public.days_20_day_idx;
ALTER TABLE public.days_20 RENAME CONSTRAINT days_day_not_null TO days_20_day_not_null;
CREATE INDEX CONCURRENTLY days_20_day_idx ON public.days_20 (day DESC);
