CREATE OR REPLACE VIEW public.a AS
SELECT
    NULL::integer AS id,
    NULL::text AS note;
DROP FUNCTION public.f();
DROP VIEW public.a;
