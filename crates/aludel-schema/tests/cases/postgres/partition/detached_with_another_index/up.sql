ALTER TABLE public.days DETACH PARTITION public.days_20;
DROP INDEX public.days_day_idx;
DROP INDEX public.days_20_day_idx;
CREATE INDEX CONCURRENTLY days_20_day_idx ON public.days_20 (day DESC);
