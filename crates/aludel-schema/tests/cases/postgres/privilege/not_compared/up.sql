CREATE VIEW public.v AS
 SELECT t.id
   FROM public.t;
