CREATE TABLE other.orders (
    id integer NOT NULL,
    note text
);
-- destroys data: table public.orders
DROP TABLE public.orders;
