CREATE OR REPLACE VIEW public.v WITH (security_barrier=true) AS
 SELECT t.id
   FROM public.t;
