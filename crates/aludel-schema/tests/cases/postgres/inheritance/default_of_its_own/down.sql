-- destroys data: table public.books
DROP TABLE public.books;
