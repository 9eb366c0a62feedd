ALTER TABLE public.orders RENAME CONSTRAINT must TO orders_id_not_null;
