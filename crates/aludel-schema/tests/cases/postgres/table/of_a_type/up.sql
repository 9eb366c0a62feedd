CREATE TABLE public.pairs OF public.pair;
-- fill the rows that are there first: UPDATE public.pairs SET a = … WHERE a IS NULL;
ALTER TABLE public.pairs
    ALTER COLUMN a SET NOT NULL,
    ALTER COLUMN b SET DEFAULT 'x'::text,
    ADD CONSTRAINT pairs_pkey PRIMARY KEY (a);
