DROP VIEW public.orders;
CREATE TABLE public.orders (
    id integer NOT NULL,
    note text
);
