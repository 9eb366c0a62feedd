CREATE TABLE public.t (
    a integer
);
CREATE FUNCTION public.z_base() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;
CREATE VIEW public.v AS
 SELECT (a + public.z_base()) AS a
   FROM public.t;
CREATE FUNCTION public.a_uses_view() RETURNS integer
    LANGUAGE sql
    AS $$SELECT max(a) FROM v$$;
CREATE VIEW public.a_view AS
 SELECT public.a_uses_view() AS a;
