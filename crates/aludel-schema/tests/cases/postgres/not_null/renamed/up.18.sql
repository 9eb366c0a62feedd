ALTER TABLE public.orders RENAME CONSTRAINT orders_id_not_null TO must;
