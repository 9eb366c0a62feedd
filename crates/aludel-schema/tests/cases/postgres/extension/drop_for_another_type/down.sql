CREATE EXTENSION citext WITH SCHEMA public;
ALTER TABLE public.users ADD COLUMN email public.citext;
