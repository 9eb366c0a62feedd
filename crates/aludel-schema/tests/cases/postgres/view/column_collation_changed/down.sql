DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.id,
    t.name
   FROM public.t;
