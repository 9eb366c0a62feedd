ALTER POLICY p ON public.t
    TO reader, writer;
