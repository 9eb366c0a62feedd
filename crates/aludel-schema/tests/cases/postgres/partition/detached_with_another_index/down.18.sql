DROP INDEX CONCURRENTLY public.days_20_day_idx;
ALTER TABLE public.days_20 RENAME CONSTRAINT days_20_day_not_null TO days_day_not_null;
-- fails where a row of public.days_20 lies outside: move such rows first
ALTER TABLE public.days ATTACH PARTITION public.days_20 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX CONCURRENTLY days_20_day_idx ON public.days_20 (day);
CREATE INDEX days_day_idx ON ONLY public.days (day);
ALTER INDEX public.days_day_idx ATTACH PARTITION public.days_20_day_idx;
