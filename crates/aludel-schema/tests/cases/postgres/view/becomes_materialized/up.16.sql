DROP VIEW public.v;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.v AS
 SELECT id
   FROM public.t;
