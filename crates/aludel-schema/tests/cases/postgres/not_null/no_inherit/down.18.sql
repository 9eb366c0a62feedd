ALTER TABLE public.orders ALTER CONSTRAINT orders_id_not_null INHERIT;
