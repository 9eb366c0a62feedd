-- fill the rows that are there first: UPDATE public.days_20 SET day = … WHERE day IS NULL;
ALTER TABLE public.days_20
    ALTER COLUMN day SET NOT NULL,
    ADD COLUMN note text,
    INHERIT public.days;
