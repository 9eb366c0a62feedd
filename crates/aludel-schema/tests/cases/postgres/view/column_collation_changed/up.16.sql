DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    (name COLLATE "C") AS name
   FROM public.t;
