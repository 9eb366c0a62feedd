ALTER TABLE public.orders RENAME TO orders_old;
ALTER TABLE public.orders_new RENAME TO orders;
ALTER TABLE public.orders_old RENAME CONSTRAINT orders_pkey TO orders_old_pkey;
ALTER TABLE public.orders RENAME CONSTRAINT orders_new_pkey TO orders_pkey;
ALTER SEQUENCE public.orders_id_seq RENAME TO orders_old_id_seq;
ALTER SEQUENCE public.orders_new_id_seq RENAME TO orders_id_seq;
DROP VIEW public.all_orders;
ALTER TABLE public.orders RENAME CONSTRAINT orders_new_id_not_null TO orders_id_not_null;
ALTER TABLE public.orders RENAME CONSTRAINT orders_new_note_not_null TO orders_note_not_null;
ALTER TABLE public.orders_old RENAME CONSTRAINT orders_id_not_null TO orders_old_id_not_null;
CREATE VIEW public.all_orders AS
 SELECT id,
    note
   FROM public.orders;
