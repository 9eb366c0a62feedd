ALTER TABLE public.orders REPLICA IDENTITY USING INDEX orders_id_key;
