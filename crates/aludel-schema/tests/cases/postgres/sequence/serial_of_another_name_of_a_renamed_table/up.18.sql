ALTER TABLE public.people RENAME TO users;
ALTER TABLE public.users RENAME CONSTRAINT people_pkey TO users_pkey;
ALTER SEQUENCE public.people_id_seq RENAME TO user_numbers;
ALTER TABLE public.users RENAME CONSTRAINT people_id_not_null TO users_id_not_null;
