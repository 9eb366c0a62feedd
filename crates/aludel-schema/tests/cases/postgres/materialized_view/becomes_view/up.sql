DROP MATERIALIZED VIEW public.m;
CREATE VIEW public.m AS
 SELECT t.id
   FROM public.t;
