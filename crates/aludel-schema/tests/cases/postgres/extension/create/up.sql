CREATE EXTENSION citext WITH SCHEMA public;
CREATE TABLE public.users (
    email public.citext
);
