CREATE VIEW public.v AS
 SELECT t.*::public.t AS whole,
    t.id,
    t.name,
    t.n
   FROM public.t;
