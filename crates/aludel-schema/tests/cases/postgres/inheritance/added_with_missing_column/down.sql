ALTER TABLE public.books NO INHERIT public.things;
-- destroys data: column public.books.id
-- destroys data: column public.books.name
ALTER TABLE public.books
    DROP COLUMN id,
    DROP COLUMN name;
