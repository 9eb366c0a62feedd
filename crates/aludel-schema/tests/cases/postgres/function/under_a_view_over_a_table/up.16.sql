DROP FUNCTION public.f();
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN a TYPE text;
CREATE VIEW public.v AS
 SELECT a
   FROM public.t;
CREATE FUNCTION public.f() RETURNS SETOF public.v
    LANGUAGE sql
    AS $$SELECT * FROM v$$;
