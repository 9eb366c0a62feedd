DROP VIEW public.v;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.v AS
 SELECT t.id
   FROM public.t;
