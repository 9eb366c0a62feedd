ALTER TABLE public.days_20 RENAME CONSTRAINT days_20_day_not_null TO days_day_not_null;
ALTER TABLE public.days_20 ADD CONSTRAINT noted CHECK (note <> ''::text);
-- fails where a row of public.days_20 lies outside: move such rows first
ALTER TABLE public.days ATTACH PARTITION public.days_20 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
