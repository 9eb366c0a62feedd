DROP MATERIALIZED VIEW public.m;
ALTER TABLE public.t ALTER COLUMN n TYPE bigint;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT id,
    n
   FROM public.t;
CREATE INDEX m_n ON public.m (n);
