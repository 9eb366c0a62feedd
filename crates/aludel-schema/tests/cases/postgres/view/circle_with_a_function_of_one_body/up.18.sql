-- it reads what reads it: its query comes below
CREATE VIEW public.a AS
SELECT
    NULL::integer AS id,
    NULL::text AS note;
CREATE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql STABLE
RETURN (SELECT count(*) AS count FROM public.a);
CREATE OR REPLACE VIEW public.a AS
 SELECT id,
    note
   FROM public.t
  WHERE (id <> public.f());
