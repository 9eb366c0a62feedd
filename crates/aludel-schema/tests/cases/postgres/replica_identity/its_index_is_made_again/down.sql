ALTER TABLE public.orders REPLICA IDENTITY DEFAULT;
CREATE UNIQUE INDEX CONCURRENTLY orders_key_new ON public.orders (id);
DROP INDEX CONCURRENTLY public.orders_key;
ALTER INDEX public.orders_key_new RENAME TO orders_key;
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX orders_key;
