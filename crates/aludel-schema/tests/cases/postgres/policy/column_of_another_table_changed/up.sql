DROP POLICY p ON public.t;
ALTER TABLE public.u ALTER COLUMN id TYPE bigint;
CREATE POLICY p ON public.t
    USING (id IN ( SELECT u.id
   FROM public.u));
