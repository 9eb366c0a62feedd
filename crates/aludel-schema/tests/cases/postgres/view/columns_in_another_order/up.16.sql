DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT name,
    id
   FROM public.t;
