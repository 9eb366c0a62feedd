DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.id,
    (t.name COLLATE "C") AS name
   FROM public.t;
