CREATE TABLE public.priced (
    price numeric
);
CREATE TABLE public.books (
    pages integer
) INHERITS (public.things, public.priced);
