CREATE TABLE public.orders (
    id integer NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (id)
);
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX orders_pkey;
