CREATE VIEW public.v AS
 SELECT id,
    name,
    count(*) AS c
   FROM public.t
  GROUP BY id;
