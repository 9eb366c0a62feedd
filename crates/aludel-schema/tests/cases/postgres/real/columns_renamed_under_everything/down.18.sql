DROP INDEX CONCURRENTLY public.users_email_idx;
ALTER TABLE public.logins DROP CONSTRAINT logins_user_number_fkey;
DROP VIEW public.adults;
DROP FUNCTION public.f();
-- column public.logins.user_number: fails where a value does not fit into integer
ALTER TABLE public.logins ALTER COLUMN user_number TYPE integer;
-- column public.users.number: fails where a value does not fit into integer
ALTER TABLE public.users ALTER COLUMN number TYPE integer;
ALTER TABLE public.users RENAME CONSTRAINT users_number_not_null TO people_id_not_null;
ALTER TABLE public.logins ADD CONSTRAINT logins_user_number_fkey FOREIGN KEY (user_number) REFERENCES public.users (number) NOT VALID;
SELECT pg_catalog.setval('public.users_number_seq', 1, false) FROM public.users_number_seq WHERE last_value NOT BETWEEN 1 AND 2147483647;
ALTER SEQUENCE public.users_number_seq AS integer;
ALTER TABLE public.users
    DROP COLUMN full_name,
    ALTER COLUMN email TYPE text;
ALTER TABLE public.users RENAME CONSTRAINT users_email_not_null TO people_mail_not_null;
ALTER TABLE public.users
    ALTER COLUMN age TYPE integer,
    ADD COLUMN full_name text GENERATED ALWAYS AS (upper(email)) STORED;
CREATE VIEW public.adults AS
 SELECT number AS id,
    email AS mail
   FROM public.users
  WHERE (age > 17);
CREATE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM public.users
   WHERE (users.email ~~ '%@%'::text);
END;
CREATE UNIQUE INDEX CONCURRENTLY people_mail_idx ON public.users (lower(email));
ALTER TABLE public.logins VALIDATE CONSTRAINT logins_user_number_fkey;
ALTER SEQUENCE public.users_number_seq RENAME TO people_id_seq;
ALTER TABLE public.users RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER TABLE public.logins RENAME CONSTRAINT logins_user_number_fkey TO logins_person_fkey;
ALTER TABLE public.users RENAME CONSTRAINT users_age_check TO people_age_check;
ALTER TABLE public.logins RENAME COLUMN user_number TO person;
ALTER TABLE public.users RENAME COLUMN email TO mail;
ALTER TABLE public.users RENAME COLUMN number TO id;
ALTER TABLE public.users RENAME TO people;
