ALTER TABLE public.users RENAME CONSTRAINT users_id_not_null TO people_id_not_null;
ALTER SEQUENCE public.user_numbers RENAME TO people_id_seq;
ALTER TABLE public.users RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER TABLE public.users RENAME TO people;
