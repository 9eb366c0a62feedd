CREATE POLICY p ON public.t
    USING (EXISTS ( SELECT
   FROM public.u
  WHERE ((u.id = t.id) AND (u.owner = CURRENT_USER))));
