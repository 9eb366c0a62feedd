DROP POLICY p ON public.t;
CREATE POLICY p ON public.t
    USING (tenant = 1);
