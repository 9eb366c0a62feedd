DROP INDEX CONCURRENTLY public.orders_doubled_idx;
-- column public.orders.total: fails where a value does not fit into smallint
ALTER TABLE public.orders
    DROP COLUMN doubled,
    ALTER COLUMN total TYPE smallint,
    ADD COLUMN doubled integer GENERATED ALWAYS AS (total * 2) STORED;
CREATE INDEX CONCURRENTLY orders_doubled_idx ON public.orders (doubled);
