DROP VIEW public.x;
DROP VIEW public.w;
DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    name
   FROM public.t;
CREATE VIEW public.w AS
 SELECT id
   FROM public.v;
CREATE VIEW public.x AS
 SELECT id
   FROM public.w;
