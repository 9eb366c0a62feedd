ALTER TABLE public.orders
    DROP COLUMN b,
    ADD COLUMN b integer GENERATED ALWAYS AS (a + 1) STORED;
