ALTER POLICY p ON public.t
    USING (tenant = 1)
    WITH CHECK (tenant = 1);
