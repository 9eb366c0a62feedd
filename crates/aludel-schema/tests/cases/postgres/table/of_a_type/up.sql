CREATE TABLE public.pairs OF public.pair;
ALTER TABLE public.pairs
    ALTER COLUMN a SET NOT NULL,
    ALTER COLUMN b SET DEFAULT 'x'::text,
    ADD CONSTRAINT pairs_pkey PRIMARY KEY (a);
