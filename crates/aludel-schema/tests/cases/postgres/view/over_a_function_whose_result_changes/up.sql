DROP VIEW public.v;
DROP FUNCTION public.g();
CREATE FUNCTION public.g() RETURNS bigint
    LANGUAGE sql
    AS $$select 1::bigint$$;
CREATE VIEW public.v AS
 SELECT public.g() AS g;
