ALTER TABLE public.c ALTER COLUMN p_id TYPE character varying(20);
ALTER TABLE public.p ALTER COLUMN id TYPE character varying(20);
