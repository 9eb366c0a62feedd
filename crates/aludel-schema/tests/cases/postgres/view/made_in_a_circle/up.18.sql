-- it reads what reads it: its query comes below
CREATE VIEW public.a AS
SELECT
    NULL::integer AS id,
    NULL::text AS note;
CREATE VIEW public.b AS
 SELECT id,
    note
   FROM public.a;
CREATE OR REPLACE VIEW public.a AS
 SELECT id,
    note
   FROM public.t
  WHERE (EXISTS ( SELECT 1
           FROM public.b
          WHERE (b.id = t.id)));
