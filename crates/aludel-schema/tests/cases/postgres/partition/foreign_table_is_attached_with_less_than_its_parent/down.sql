ALTER TABLE public.days DETACH PARTITION public.days_20;
-- destroys data: column public.days_20.place
ALTER TABLE public.days_20
    ALTER COLUMN day DROP NOT NULL,
    ALTER COLUMN note DROP NOT NULL,
    DROP COLUMN place;
