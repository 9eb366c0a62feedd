-- destroys data: table public.books
DROP TABLE public.books;
-- destroys data: table public.priced
DROP TABLE public.priced;
