ALTER TABLE public.people RENAME TO users;
ALTER TABLE public.users RENAME COLUMN id TO number;
ALTER TABLE public.users RENAME COLUMN mail TO email;
ALTER TABLE public.logins RENAME COLUMN person TO user_number;
ALTER TABLE public.users RENAME CONSTRAINT people_age_check TO users_age_check;
ALTER TABLE public.logins RENAME CONSTRAINT logins_person_fkey TO logins_user_number_fkey;
ALTER TABLE public.users RENAME CONSTRAINT people_pkey TO users_pkey;
ALTER SEQUENCE public.people_id_seq RENAME TO users_number_seq;
DROP INDEX CONCURRENTLY public.people_mail_idx;
ALTER TABLE public.logins DROP CONSTRAINT logins_user_number_fkey;
DROP VIEW public.adults;
DROP FUNCTION public.f();
ALTER TABLE public.logins ALTER COLUMN user_number TYPE bigint;
ALTER TABLE public.users ALTER COLUMN number TYPE bigint;
ALTER TABLE public.users RENAME CONSTRAINT people_id_not_null TO users_number_not_null;
ALTER TABLE public.logins ADD CONSTRAINT logins_user_number_fkey FOREIGN KEY (user_number) REFERENCES public.users (number) NOT VALID;
ALTER SEQUENCE public.users_number_seq AS bigint;
-- column public.users.email: fails where a value does not fit into character varying(100)
ALTER TABLE public.users
    DROP COLUMN full_name,
    ALTER COLUMN email TYPE character varying(100);
ALTER TABLE public.users RENAME CONSTRAINT people_mail_not_null TO users_email_not_null;
-- column public.users.age: fails where a value does not fit into smallint
ALTER TABLE public.users
    ALTER COLUMN age TYPE smallint,
    ADD COLUMN full_name text GENERATED ALWAYS AS (upper((email)::text)) STORED;
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
   WHERE ((users.email)::text ~~ '%@%'::text);
END;
CREATE UNIQUE INDEX CONCURRENTLY users_email_idx ON public.users (lower((email)::text));
ALTER TABLE public.logins VALIDATE CONSTRAINT logins_user_number_fkey;
