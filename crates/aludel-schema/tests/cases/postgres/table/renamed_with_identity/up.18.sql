ALTER TABLE public.orders RENAME TO bills;
ALTER TABLE public.bills RENAME CONSTRAINT orders_id_not_null TO bills_id_not_null;
ALTER SEQUENCE public.orders_id_seq RENAME TO bills_id_seq;
