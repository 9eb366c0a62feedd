CREATE OR REPLACE VIEW public.a AS
SELECT
    NULL::integer AS id,
    NULL::text AS note;
DROP VIEW public.b;
DROP VIEW public.a;
