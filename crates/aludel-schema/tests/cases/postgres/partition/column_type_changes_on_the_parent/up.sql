-- column public.days.extra: fails where a value is no integer
ALTER TABLE public.days
    ALTER COLUMN extra DROP DEFAULT,
    ALTER COLUMN extra TYPE integer USING extra::integer,
    ALTER COLUMN extra SET DEFAULT 1;
