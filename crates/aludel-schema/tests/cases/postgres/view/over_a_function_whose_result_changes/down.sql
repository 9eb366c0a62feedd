DROP VIEW public.v;
DROP FUNCTION public.g();
CREATE FUNCTION public.g() RETURNS integer
    LANGUAGE sql
    AS $$select 1$$;
CREATE VIEW public.v AS
 SELECT public.g() AS g;
