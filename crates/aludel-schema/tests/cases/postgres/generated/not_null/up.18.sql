ALTER TABLE public.orders ADD CONSTRAINT orders_b_not_null NOT NULL b NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_b_not_null;
