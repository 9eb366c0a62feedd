ALTER SEQUENCE public.order_numbers RENAME TO orders_id_seq;
