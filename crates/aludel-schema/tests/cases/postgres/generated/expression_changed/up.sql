DROP INDEX CONCURRENTLY public.orders_b_idx;
ALTER TABLE public.orders
    DROP COLUMN b,
    ADD COLUMN b integer GENERATED ALWAYS AS (a + 2) STORED;
COMMENT ON COLUMN public.orders.b IS 'more than a';
CREATE INDEX CONCURRENTLY orders_b_idx ON public.orders (b);
