DROP FUNCTION public.f();
DROP VIEW public.v;
-- column public.t.a: fails where a value is no integer
ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer;
CREATE VIEW public.v AS
 SELECT a
   FROM public.t;
CREATE FUNCTION public.f() RETURNS SETOF public.v
    LANGUAGE sql
    AS $$SELECT * FROM v$$;
