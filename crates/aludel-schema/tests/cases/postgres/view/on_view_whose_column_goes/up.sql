DROP VIEW public.x;
DROP VIEW public.w;
DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT t.name,
    t.id
   FROM public.t;
CREATE VIEW public.w AS
 SELECT v.id
   FROM public.v;
CREATE VIEW public.x AS
 SELECT w.id
   FROM public.w;
