ALTER TABLE public.orders ADD CONSTRAINT orders_b_not_null CHECK (b IS NOT NULL) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_b_not_null;
ALTER TABLE public.orders ALTER COLUMN b SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT orders_b_not_null;
