CREATE TABLE public.orders (
    id integer CONSTRAINT must NOT NULL NO INHERIT
);
