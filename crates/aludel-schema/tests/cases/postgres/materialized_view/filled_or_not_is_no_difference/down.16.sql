CREATE OR REPLACE VIEW public.v AS
 SELECT id
   FROM public.m;
