ALTER TABLE public.orders ALTER COLUMN id DROP DEFAULT;
-- destroys data: how far sequence public.orders_id_seq has counted
DROP SEQUENCE public.orders_id_seq;
