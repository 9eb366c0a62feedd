DROP POLICY p ON public.t;
CREATE POLICY p ON public.t
    FOR DELETE
    USING (tenant = 1);
