-- column public.orders.remark: fails where a value does not fit into character varying(10)
ALTER TABLE public.orders ALTER COLUMN remark TYPE character varying(10);
ALTER TABLE public.orders RENAME COLUMN remark TO note;
