-- destroys data: column public.users.email
ALTER TABLE public.users DROP COLUMN email;
DROP EXTENSION citext;
