-- fill the rows that are there first: UPDATE public.days_20 SET day = … WHERE day IS NULL;
ALTER TABLE public.days_20
    ALTER COLUMN day SET NOT NULL,
    ALTER COLUMN note TYPE text,
    ADD COLUMN extra integer NOT NULL DEFAULT 5;
-- fails where a row of public.days_20 lies outside: move such rows first
ALTER TABLE public.days ATTACH PARTITION public.days_20 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
