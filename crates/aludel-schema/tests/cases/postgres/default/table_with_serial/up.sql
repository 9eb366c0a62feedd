CREATE TABLE public.orders (
    id serial,
    note text,
    CONSTRAINT orders_pkey PRIMARY KEY (id)
);
