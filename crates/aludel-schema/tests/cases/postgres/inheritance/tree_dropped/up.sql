-- destroys data: table public.novels
DROP TABLE public.novels;
-- destroys data: table public.books
DROP TABLE public.books;
-- destroys data: table public.things
DROP TABLE public.things;
