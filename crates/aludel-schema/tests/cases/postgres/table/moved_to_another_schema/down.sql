CREATE TABLE public.orders (
    id integer NOT NULL,
    note text
);
-- destroys data: table other.orders
DROP TABLE other.orders;
