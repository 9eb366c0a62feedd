DROP POLICY p ON public.t;
CREATE POLICY p ON public.t
    FOR SELECT
    USING (tenant = 1);
