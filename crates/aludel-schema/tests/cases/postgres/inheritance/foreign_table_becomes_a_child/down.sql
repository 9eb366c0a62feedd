ALTER TABLE public.days_20 NO INHERIT public.days;
-- destroys data: column public.days_20.note
ALTER TABLE public.days_20
    ALTER COLUMN day DROP NOT NULL,
    DROP COLUMN note;
