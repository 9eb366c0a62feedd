DROP POLICY p ON public.t;
ALTER TABLE public.t ALTER COLUMN tenant TYPE bigint;
CREATE POLICY p ON public.t
    USING (tenant = 1);
COMMENT ON POLICY p ON public.t IS 'kept';
