ALTER TABLE public.books ADD COLUMN id integer;
-- fill the rows that are there first: UPDATE public.books SET id = … WHERE id IS NULL;
ALTER TABLE public.books ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.books
    ADD COLUMN name text DEFAULT 'x'::text,
    INHERIT public.things;
