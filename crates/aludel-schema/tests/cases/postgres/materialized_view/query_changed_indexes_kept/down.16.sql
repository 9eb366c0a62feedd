DROP MATERIALIZED VIEW public.m;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT id,
    n
   FROM public.t;
CREATE UNIQUE INDEX m_id ON public.m (id);
CREATE INDEX m_n ON public.m (n) WHERE (n > 3);
COMMENT ON INDEX public.m_n IS 'an index';
COMMENT ON MATERIALIZED VIEW public.m IS 'made';
COMMENT ON COLUMN public.m.n IS 'number';
