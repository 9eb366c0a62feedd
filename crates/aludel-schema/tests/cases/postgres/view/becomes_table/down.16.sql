-- destroys data: table public.v
DROP TABLE public.v;
CREATE VIEW public.v AS
 SELECT id
   FROM public.t;
