CREATE TABLE public.books (
    pages integer
) INHERITS (public.things);
