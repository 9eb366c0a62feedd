ALTER TABLE public.orders REPLICA IDENTITY DEFAULT;
DROP INDEX public.orders_key;
CREATE UNIQUE INDEX orders_key ON public.orders (note);
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX orders_key;
