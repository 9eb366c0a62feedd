-- column public.t.id: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN id TYPE integer;
SELECT pg_catalog.setval('public.t_id_seq', 1, false) FROM public.t_id_seq WHERE last_value NOT BETWEEN 1 AND 2147483647;
ALTER SEQUENCE public.t_id_seq AS integer;
