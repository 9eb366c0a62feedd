ALTER TABLE public.books INHERIT public.things;
