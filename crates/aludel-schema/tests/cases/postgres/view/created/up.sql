CREATE VIEW public.v AS
 SELECT t.id,
    upper(t.name) AS big
   FROM public.t
  WHERE (t.n > 3);
