ALTER POLICY p ON public.t
    TO PUBLIC;
