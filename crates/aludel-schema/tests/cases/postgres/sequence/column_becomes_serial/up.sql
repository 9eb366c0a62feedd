CREATE SEQUENCE public.t_id_seq AS integer OWNED BY public.t.id;
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
-- the sequence counts on from the values that are there
SELECT pg_catalog.setval('public.t_id_seq', max(id)) FROM public.t;
