-- column public.orders.note: fails where a value does not fit into character varying(10)
ALTER TABLE public.orders ALTER COLUMN note TYPE character varying(10);
