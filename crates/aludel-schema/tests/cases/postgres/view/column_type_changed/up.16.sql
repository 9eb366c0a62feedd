DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    (n)::bigint AS n
   FROM public.t;
