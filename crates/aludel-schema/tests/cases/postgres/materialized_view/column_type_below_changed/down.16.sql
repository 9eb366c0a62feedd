DROP MATERIALIZED VIEW public.m;
-- column public.t.n: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN n TYPE integer;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT id,
    n
   FROM public.t;
CREATE INDEX m_n ON public.m (n);
