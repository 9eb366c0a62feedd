CREATE VIEW public.v AS
 SELECT t.*::public.t AS whole,
    id,
    name,
    n
   FROM public.t;
