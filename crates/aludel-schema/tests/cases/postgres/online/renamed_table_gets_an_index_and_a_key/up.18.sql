ALTER TABLE public.people RENAME TO users;
ALTER TABLE public.users RENAME CONSTRAINT people_id_not_null TO users_id_not_null;
ALTER TABLE public.users ADD CONSTRAINT filled CHECK (mail <> ''::text) NOT VALID;
CREATE UNIQUE INDEX CONCURRENTLY users_key ON public.users (id);
ALTER TABLE public.users VALIDATE CONSTRAINT filled;
ALTER TABLE public.users ADD CONSTRAINT users_key UNIQUE USING INDEX users_key;
