CREATE OR REPLACE VIEW public.v AS
 SELECT m.id
   FROM public.m;
