ALTER TABLE public.orders ADD COLUMN total integer;
-- fill the rows that are there first: UPDATE public.orders SET total = … WHERE total IS NULL;
ALTER TABLE public.orders ADD CONSTRAINT orders_total_not_null NOT NULL total NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_total_not_null;
