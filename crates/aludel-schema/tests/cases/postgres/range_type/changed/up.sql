DROP FUNCTION public.wide(public.span);
DROP TYPE public.span;
CREATE TYPE public.span AS RANGE (subtype = double precision, subtype_diff = float8mi);
CREATE FUNCTION public.wide(s public.span) RETURNS boolean
    LANGUAGE sql
    AS $$ SELECT true $$;
