CREATE TABLE public.orders (
    id integer NOT NULL
) USING pile;
