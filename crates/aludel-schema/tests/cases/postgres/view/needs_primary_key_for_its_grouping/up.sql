CREATE VIEW public.v AS
 SELECT t.id,
    t.name,
    count(*) AS c
   FROM public.t
  GROUP BY t.id;
