-- fill the rows that are there first: UPDATE public.days_20 SET day = … WHERE day IS NULL;
ALTER TABLE public.days_20
    ADD CONSTRAINT days_day_not_null NOT NULL day,
    ALTER COLUMN note TYPE text,
    ADD COLUMN extra integer CONSTRAINT days_extra_not_null NOT NULL DEFAULT 5;
-- fails where a row of public.days_20 lies outside: move such rows first
ALTER TABLE public.days ATTACH PARTITION public.days_20 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
