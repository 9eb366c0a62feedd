CREATE UNLOGGED TABLE public.orders (
    id integer NOT NULL
);
