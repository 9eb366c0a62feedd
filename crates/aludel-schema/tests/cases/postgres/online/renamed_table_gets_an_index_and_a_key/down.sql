ALTER TABLE public.users
    DROP CONSTRAINT users_key,
    DROP CONSTRAINT filled;
ALTER TABLE public.users RENAME TO people;
