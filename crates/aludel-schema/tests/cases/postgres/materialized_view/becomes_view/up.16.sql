DROP MATERIALIZED VIEW public.m;
CREATE VIEW public.m AS
 SELECT id
   FROM public.t;
