-- fill the rows that are there first: UPDATE public.pairs SET a = … WHERE a IS NULL;
ALTER TABLE public.pairs
    ADD CONSTRAINT pairs_a_not_null NOT NULL a NOT VALID,
    ALTER COLUMN a SET DEFAULT 1;
ALTER TABLE public.pairs VALIDATE CONSTRAINT pairs_a_not_null;
