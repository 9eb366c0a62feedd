ALTER TABLE public.orders ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE public.orders_id_seq OWNED BY public.orders.id;
ALTER TABLE public.orders ALTER COLUMN id SET DEFAULT nextval('public.orders_id_seq'::regclass);
-- the sequence counts on from the values that are there
SELECT pg_catalog.setval('public.orders_id_seq', max(id)) FROM public.orders;
