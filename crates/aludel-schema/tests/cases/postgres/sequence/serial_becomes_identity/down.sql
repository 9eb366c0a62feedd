ALTER TABLE public.people ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE public.people_id_seq AS integer OWNED BY public.people.id;
ALTER TABLE public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);
-- the sequence counts on from the values that are there
SELECT pg_catalog.setval('public.people_id_seq', max(id)) FROM public.people;
