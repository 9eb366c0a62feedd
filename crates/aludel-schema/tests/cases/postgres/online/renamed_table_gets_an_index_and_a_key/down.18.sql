ALTER TABLE public.users
    DROP CONSTRAINT users_key,
    DROP CONSTRAINT filled;
ALTER TABLE public.users RENAME CONSTRAINT users_id_not_null TO people_id_not_null;
ALTER TABLE public.users RENAME TO people;
