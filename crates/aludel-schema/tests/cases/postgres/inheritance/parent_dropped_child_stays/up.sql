ALTER TABLE public.books NO INHERIT public.things;
-- destroys data: table public.things
DROP TABLE public.things;
