ALTER TABLE public.orders ADD COLUMN total integer;
-- fill the rows that are there first: UPDATE public.orders SET total = … WHERE total IS NULL;
ALTER TABLE public.orders ADD CONSTRAINT orders_total_not_null CHECK (total IS NOT NULL) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_total_not_null;
ALTER TABLE public.orders ALTER COLUMN total SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT orders_total_not_null;
