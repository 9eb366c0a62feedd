ALTER SEQUENCE public.user_numbers RENAME TO people_id_seq;
ALTER TABLE public.users RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER TABLE public.users RENAME TO people;
