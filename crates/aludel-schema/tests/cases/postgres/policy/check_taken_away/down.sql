ALTER POLICY p ON public.t
    WITH CHECK (tenant = 1);
