-- destroys data: table public.users
DROP TABLE public.users;
DROP EXTENSION citext;
