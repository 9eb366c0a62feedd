ALTER POLICY p ON public.t
    TO aludel, reader;
