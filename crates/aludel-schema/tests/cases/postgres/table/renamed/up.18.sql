ALTER TABLE public.orders RENAME TO bills;
ALTER TABLE public.bills RENAME CONSTRAINT orders_id_not_null TO bills_id_not_null;
