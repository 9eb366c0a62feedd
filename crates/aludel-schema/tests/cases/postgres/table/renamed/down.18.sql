ALTER TABLE public.bills RENAME CONSTRAINT bills_id_not_null TO orders_id_not_null;
ALTER TABLE public.bills RENAME TO orders;
