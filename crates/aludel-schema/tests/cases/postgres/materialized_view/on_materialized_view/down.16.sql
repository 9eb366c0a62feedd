DROP MATERIALIZED VIEW public.k;
DROP MATERIALIZED VIEW public.m;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT id,
    n
   FROM public.t;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.k AS
 SELECT sum(n) AS s
   FROM public.m;
