DROP POLICY p ON public.t;
-- column public.t.tenant: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN tenant TYPE integer;
CREATE POLICY p ON public.t
    USING (tenant = 1);
COMMENT ON POLICY p ON public.t IS 'kept';
