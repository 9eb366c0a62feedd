ALTER TABLE public.orders RENAME TO orders_old;
ALTER TABLE public.orders_new RENAME TO orders;
ALTER TABLE public.orders_old RENAME CONSTRAINT orders_pkey TO orders_old_pkey;
ALTER TABLE public.orders RENAME CONSTRAINT orders_new_pkey TO orders_pkey;
ALTER SEQUENCE public.orders_id_seq RENAME TO orders_old_id_seq;
ALTER SEQUENCE public.orders_new_id_seq RENAME TO orders_id_seq;
DROP VIEW public.all_orders;
CREATE VIEW public.all_orders AS
 SELECT orders.id,
    orders.note
   FROM public.orders;
