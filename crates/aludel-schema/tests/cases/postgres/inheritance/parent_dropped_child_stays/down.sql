CREATE TABLE public.things (
    id integer NOT NULL,
    name text DEFAULT 'x'::text
);
ALTER TABLE public.books INHERIT public.things;
