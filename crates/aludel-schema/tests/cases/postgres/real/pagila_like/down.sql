DROP INDEX CONCURRENTLY public.film_fulltext_idx;
ALTER TABLE public.film ALTER COLUMN rating DROP DEFAULT;
ALTER TABLE public.film_actor
    DROP CONSTRAINT film_actor_pkey,
    DROP CONSTRAINT film_actor_film_id_fkey;
DROP VIEW public.actor_info;
DROP FUNCTION public.film_in_stock(bigint);
-- destroys data: value 'PG-13' of enum public.mpaa_rating
-- destroys data: value 'NC-17' of enum public.mpaa_rating
-- rows that hold what goes must hold something else before, as by:
-- UPDATE public.film SET rating = … WHERE rating IN ('PG-13', 'NC-17');
ALTER TYPE public.mpaa_rating RENAME TO mpaa_rating_old;
CREATE TYPE public.mpaa_rating AS ENUM ('G', 'PG', 'R');
ALTER TABLE public.film ALTER COLUMN rating TYPE public.mpaa_rating USING rating::text::public.mpaa_rating;
DROP TYPE public.mpaa_rating_old;
-- every row is written anew, cast from smallint to integer: see that no value is cut or refused
ALTER DOMAIN public.year RENAME TO year_old;
CREATE DOMAIN public.year AS integer
    CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)));
ALTER TABLE public.film ALTER COLUMN release_year TYPE public.year USING release_year::integer::public.year;
DROP DOMAIN public.year_old;
-- column public.actor.last_update: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.actor
    ALTER COLUMN first_name TYPE text,
    ALTER COLUMN last_name TYPE text,
    ALTER COLUMN last_update TYPE timestamp without time zone;
-- column public.film.film_id: fails where a value does not fit into integer
ALTER TABLE public.film
    ALTER COLUMN film_id DROP IDENTITY,
    ALTER COLUMN film_id TYPE integer;
CREATE SEQUENCE public.film_film_id_seq AS integer OWNED BY public.film.film_id;
ALTER TABLE public.film
    DROP COLUMN fulltext,
    ALTER COLUMN title TYPE text,
    ALTER COLUMN release_year DROP NOT NULL,
    ADD COLUMN fulltext tsvector NOT NULL DEFAULT ''::tsvector,
    ALTER COLUMN film_id SET DEFAULT nextval('public.film_film_id_seq'::regclass);
-- the sequence counts on from the values that are there
SELECT pg_catalog.setval('public.film_film_id_seq', max(film_id)) FROM public.film;
ALTER TABLE public.film ALTER COLUMN rating SET DEFAULT 'G'::public.mpaa_rating;
CREATE TRIGGER film_fulltext_trigger
    BEFORE INSERT OR UPDATE ON public.film
    FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title');
-- column public.film_actor.film_id: fails where a value does not fit into integer
ALTER TABLE public.film_actor
    ALTER COLUMN film_id TYPE integer,
    ADD CONSTRAINT film_actor_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film (film_id) ON UPDATE CASCADE NOT VALID;
CREATE OR REPLACE FUNCTION public._group_concat(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN $2 IS NULL THEN $1 WHEN $1 IS NULL THEN $2 ELSE $1 || ', ' || $2 END $$;
CREATE OR REPLACE AGGREGATE public.group_concat(text) (
    SFUNC = public._group_concat,
    STYPE = text
);
CREATE VIEW public.actor_info AS
 SELECT a.actor_id,
    a.first_name,
    public.group_concat(f.title) AS films
   FROM ((public.actor a
     LEFT JOIN public.film_actor fa USING (actor_id))
     LEFT JOIN public.film f USING (film_id))
  GROUP BY a.actor_id, a.first_name;
CREATE FUNCTION public.film_in_stock(p integer) RETURNS SETOF public.film
    LANGUAGE sql
    AS $$ SELECT * FROM film WHERE film_id = p $$;
CREATE INDEX CONCURRENTLY film_fulltext_idx ON public.film USING gist (fulltext);
CREATE UNIQUE INDEX CONCURRENTLY film_actor_pkey ON public.film_actor (actor_id, film_id);
ALTER TABLE public.film_actor VALIDATE CONSTRAINT film_actor_film_id_fkey;
ALTER TABLE public.film_actor ADD CONSTRAINT film_actor_pkey PRIMARY KEY USING INDEX film_actor_pkey;
