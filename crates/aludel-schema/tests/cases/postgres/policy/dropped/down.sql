CREATE POLICY a ON public.t
    USING (true);
