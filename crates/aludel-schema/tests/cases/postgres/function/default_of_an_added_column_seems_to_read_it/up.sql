-- a body below speaks of what is made after it
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.first_number() RETURNS integer
    LANGUAGE sql
    AS $$ SELECT length('t number') $$;
ALTER TABLE public.t ADD COLUMN number integer NOT NULL DEFAULT public.first_number();
