ALTER TABLE public.t ADD COLUMN tenant integer;
ALTER POLICY p ON public.t
    USING (tenant = 1);
