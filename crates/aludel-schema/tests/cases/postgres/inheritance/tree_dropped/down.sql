CREATE TABLE public.things (
    id integer NOT NULL,
    name text DEFAULT 'x'::text
);
CREATE TABLE public.books (
    pages integer
) INHERITS (public.things);
CREATE TABLE public.novels (
    plot text
) INHERITS (public.books);
