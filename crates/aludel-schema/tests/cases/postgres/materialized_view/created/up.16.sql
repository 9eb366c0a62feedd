-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.m AS
 SELECT name,
    sum(n) AS total
   FROM public.t
  GROUP BY name;
