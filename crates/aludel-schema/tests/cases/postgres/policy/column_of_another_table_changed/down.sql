DROP POLICY p ON public.t;
-- column public.u.id: fails where a value does not fit into integer
ALTER TABLE public.u ALTER COLUMN id TYPE integer;
CREATE POLICY p ON public.t
    USING (id IN ( SELECT u.id
   FROM public.u));
