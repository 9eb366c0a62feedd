DROP VIEW public.m;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT id
   FROM public.t;
CREATE INDEX m_id ON public.m (id);
