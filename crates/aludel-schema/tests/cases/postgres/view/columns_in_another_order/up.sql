DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.name,
    t.id
   FROM public.t;
