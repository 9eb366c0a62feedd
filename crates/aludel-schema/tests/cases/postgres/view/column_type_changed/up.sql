DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.id,
    (t.n)::bigint AS n
   FROM public.t;
