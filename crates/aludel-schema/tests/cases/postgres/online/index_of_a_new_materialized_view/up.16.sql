-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT a
   FROM public.t;
CREATE UNIQUE INDEX m_a ON public.m (a);
