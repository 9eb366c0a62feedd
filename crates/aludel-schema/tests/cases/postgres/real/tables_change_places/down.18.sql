DROP VIEW public.all_orders;
ALTER TABLE public.orders RENAME CONSTRAINT orders_id_not_null TO orders_new_id_not_null;
ALTER TABLE public.orders RENAME CONSTRAINT orders_note_not_null TO orders_new_note_not_null;
ALTER TABLE public.orders_old RENAME CONSTRAINT orders_old_id_not_null TO orders_id_not_null;
CREATE VIEW public.all_orders AS
 SELECT id,
    note
   FROM public.orders_old;
ALTER SEQUENCE public.orders_id_seq RENAME TO orders_new_id_seq;
ALTER SEQUENCE public.orders_old_id_seq RENAME TO orders_id_seq;
ALTER TABLE public.orders RENAME CONSTRAINT orders_pkey TO orders_new_pkey;
ALTER TABLE public.orders_old RENAME CONSTRAINT orders_old_pkey TO orders_pkey;
ALTER TABLE public.orders RENAME TO orders_new;
ALTER TABLE public.orders_old RENAME TO orders;
