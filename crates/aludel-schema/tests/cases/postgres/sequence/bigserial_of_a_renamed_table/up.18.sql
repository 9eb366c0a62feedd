ALTER TABLE public.people RENAME TO users;
ALTER TABLE public.users RENAME CONSTRAINT people_pkey TO users_pkey;
ALTER SEQUENCE public.people_id_seq RENAME TO users_id_seq;
ALTER TABLE public.users ALTER COLUMN id TYPE bigint;
ALTER TABLE public.users RENAME CONSTRAINT people_id_not_null TO users_id_not_null;
ALTER SEQUENCE public.users_id_seq AS bigint;
