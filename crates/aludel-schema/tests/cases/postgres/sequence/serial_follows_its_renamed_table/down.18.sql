ALTER TABLE public.users RENAME CONSTRAINT users_id_not_null TO people_id_not_null;
ALTER SEQUENCE public.users_id_seq RENAME TO people_id_seq;
ALTER TABLE public.users RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER INDEX public.users_name_idx RENAME TO people_name_idx;
ALTER TABLE public.users RENAME TO people;
