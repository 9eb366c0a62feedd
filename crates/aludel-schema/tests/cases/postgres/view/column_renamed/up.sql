DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.id,
    t.name AS title
   FROM public.t;
