-- fill the rows that are there first: UPDATE public.pairs SET a = … WHERE a IS NULL;
ALTER TABLE public.pairs
    ALTER COLUMN a SET NOT NULL,
    ALTER COLUMN a SET DEFAULT 1;
