CREATE VIEW public.v AS
 SELECT id,
    upper(name) AS big
   FROM public.t
  WHERE (n > 3);
