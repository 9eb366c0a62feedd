ALTER TABLE public.orders RENAME TO bills;
ALTER SEQUENCE public.orders_id_seq RENAME TO bills_id_seq;
