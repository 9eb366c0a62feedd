ALTER TABLE public.orders
    ADD COLUMN a integer,
    ADD COLUMN b integer GENERATED ALWAYS AS (a + 1) STORED;
