DROP MATERIALIZED VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.id
   FROM public.t;
