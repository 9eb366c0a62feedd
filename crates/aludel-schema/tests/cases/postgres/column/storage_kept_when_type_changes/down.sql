-- column public.orders.note: fails where a value does not fit into character varying(10)
ALTER TABLE public.orders
    ALTER COLUMN note TYPE character varying(10),
    ALTER COLUMN note SET STORAGE EXTERNAL,
    ALTER COLUMN note SET COMPRESSION pglz;
