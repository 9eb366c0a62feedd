DROP POLICY p ON public.t;
CREATE POLICY p ON public.t
    USING (tenant = 1);
COMMENT ON POLICY p ON public.t IS 'who';
