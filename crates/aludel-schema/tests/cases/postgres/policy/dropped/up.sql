DROP POLICY a ON public.t;
