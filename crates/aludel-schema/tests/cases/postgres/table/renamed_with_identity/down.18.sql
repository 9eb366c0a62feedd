ALTER TABLE public.bills RENAME CONSTRAINT bills_id_not_null TO orders_id_not_null;
ALTER SEQUENCE public.bills_id_seq RENAME TO orders_id_seq;
ALTER TABLE public.bills RENAME TO orders;
