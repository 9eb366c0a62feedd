ALTER TABLE public.people RENAME TO users;
ALTER INDEX public.people_name_idx RENAME TO users_name_idx;
ALTER TABLE public.users RENAME CONSTRAINT people_pkey TO users_pkey;
ALTER SEQUENCE public.people_id_seq RENAME TO users_id_seq;
ALTER TABLE public.users RENAME CONSTRAINT people_id_not_null TO users_id_not_null;
