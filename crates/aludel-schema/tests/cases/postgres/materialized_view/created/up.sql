-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT t.name,
    sum(t.n) AS total
   FROM public.t
  GROUP BY t.name;
