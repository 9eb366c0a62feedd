-- fill the rows that are there first: UPDATE public.days SET note = … WHERE note IS NULL;
ALTER TABLE public.days
    ALTER COLUMN note SET NOT NULL,
    ALTER COLUMN note SET STORAGE EXTERNAL,
    ALTER COLUMN note SET STATISTICS 10,
    ALTER COLUMN note SET DEFAULT 'x'::text;
