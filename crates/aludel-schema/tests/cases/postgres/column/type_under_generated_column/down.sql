DROP INDEX CONCURRENTLY public.orders_doubled_idx;
ALTER TABLE public.orders
    DROP COLUMN doubled,
    ALTER COLUMN total TYPE integer,
    ADD COLUMN doubled integer GENERATED ALWAYS AS (total * 2) STORED;
CREATE INDEX CONCURRENTLY orders_doubled_idx ON public.orders (doubled);
