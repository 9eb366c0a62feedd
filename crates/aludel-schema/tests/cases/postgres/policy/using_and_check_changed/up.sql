ALTER POLICY p ON public.t
    USING (tenant = 2)
    WITH CHECK (tenant > 1);
