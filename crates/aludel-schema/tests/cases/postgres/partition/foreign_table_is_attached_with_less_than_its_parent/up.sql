-- fill the rows that are there first: UPDATE public.days_20 SET day = … WHERE day IS NULL;
-- fill the rows that are there first: UPDATE public.days_20 SET note = … WHERE note IS NULL;
ALTER TABLE public.days_20
    ALTER COLUMN day SET NOT NULL,
    ALTER COLUMN note SET NOT NULL,
    ADD COLUMN place integer,
    ADD CONSTRAINT days_place_check CHECK (place > 0);
-- fails where a row of public.days_20 lies outside: move such rows first
ALTER TABLE public.days ATTACH PARTITION public.days_20 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
