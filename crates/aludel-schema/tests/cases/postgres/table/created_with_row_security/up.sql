CREATE TABLE public.orders (
    id integer NOT NULL,
    note text
);
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
