CREATE TABLE public.books (
    pages integer
) INHERITS (public.things);
ALTER TABLE public.books ALTER COLUMN name SET DEFAULT 'book'::text;
