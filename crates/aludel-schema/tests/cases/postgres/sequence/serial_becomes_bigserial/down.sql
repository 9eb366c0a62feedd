-- column public.t.id: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN id TYPE integer;
ALTER SEQUENCE public.t_id_seq AS integer;
