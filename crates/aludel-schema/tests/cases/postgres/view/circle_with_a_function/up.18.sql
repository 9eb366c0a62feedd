-- it reads what reads it: its query comes below
CREATE VIEW public.a AS
SELECT
    NULL::integer AS id,
    NULL::text AS note;
CREATE FUNCTION public.f() RETURNS SETOF public.a
    LANGUAGE sql STABLE
    AS $$SELECT id, note FROM public.t$$;
CREATE OR REPLACE VIEW public.a AS
 SELECT id,
    note
   FROM public.f() f(id, note);
