-- column public.users.id: fails where a value does not fit into integer
ALTER TABLE public.users ALTER COLUMN id TYPE integer;
ALTER TABLE public.users RENAME CONSTRAINT users_id_not_null TO people_id_not_null;
SELECT pg_catalog.setval('public.users_id_seq', 1, false) FROM public.users_id_seq WHERE last_value NOT BETWEEN 1 AND 2147483647;
ALTER SEQUENCE public.users_id_seq AS integer;
ALTER SEQUENCE public.users_id_seq RENAME TO people_id_seq;
ALTER TABLE public.users RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER TABLE public.users RENAME TO people;
