-- column public.c.p_id: fails where a value does not fit into character varying(10)
ALTER TABLE public.c ALTER COLUMN p_id TYPE character varying(10);
-- column public.p.id: fails where a value does not fit into character varying(10)
ALTER TABLE public.p ALTER COLUMN id TYPE character varying(10);
