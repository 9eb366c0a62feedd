DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    name AS title
   FROM public.t;
