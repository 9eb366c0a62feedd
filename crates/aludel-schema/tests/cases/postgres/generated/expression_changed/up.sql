DROP INDEX public.orders_b_idx;
ALTER TABLE public.orders
    DROP COLUMN b,
    ADD COLUMN b integer GENERATED ALWAYS AS (a + 2) STORED;
CREATE INDEX orders_b_idx ON public.orders (b);
COMMENT ON COLUMN public.orders.b IS 'more than a';
