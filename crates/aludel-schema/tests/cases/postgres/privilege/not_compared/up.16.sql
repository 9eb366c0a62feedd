CREATE VIEW public.v AS
 SELECT id
   FROM public.t;
