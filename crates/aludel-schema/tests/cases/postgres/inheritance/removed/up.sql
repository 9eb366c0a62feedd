ALTER TABLE public.books NO INHERIT public.things;
