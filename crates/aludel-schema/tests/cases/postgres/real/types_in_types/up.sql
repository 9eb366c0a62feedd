DROP INDEX CONCURRENTLY public.things_first_idx;
ALTER DOMAIN public.colours DROP CONSTRAINT colours_check;
ALTER TABLE public.things ALTER COLUMN colours DROP DEFAULT;
DROP FUNCTION public.first_colour(public.colours);
ALTER TYPE public.colour RENAME TO colour_old;
CREATE TYPE public.colour AS ENUM ('green', 'blue', 'red');
ALTER DOMAIN public.colours RENAME TO colours_old;
CREATE DOMAIN public.colours AS public.colour[];
ALTER TABLE public.things ALTER COLUMN colours TYPE public.colours USING colours::text::public.colours;
DROP DOMAIN public.colours_old;
DROP TYPE public.colour_old;
ALTER DOMAIN public.colours ADD CONSTRAINT colours_check CHECK ((array_length(VALUE, 1) < 7));
ALTER TABLE public.things ALTER COLUMN colours SET DEFAULT '{blue}'::public.colour[];
CREATE FUNCTION public.first_colour(public.colours) RETURNS public.colour
    LANGUAGE sql IMMUTABLE
RETURN ($1)[1];
CREATE INDEX CONCURRENTLY things_first_idx ON public.things (public.first_colour(colours));
