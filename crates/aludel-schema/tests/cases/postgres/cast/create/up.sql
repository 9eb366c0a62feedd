CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE FUNCTION public.to_mood(integer) RETURNS public.mood
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN $1 > 0 THEN 'ok'::mood ELSE 'sad' END $$;
CREATE CAST (character varying AS public.mood) WITH INOUT AS IMPLICIT;
CREATE CAST (integer AS public.mood) WITH FUNCTION public.to_mood(integer) AS ASSIGNMENT;
COMMENT ON CAST (integer AS public.mood) IS 'by sign';
CREATE CAST (public.mood AS integer) WITH INOUT;
