ALTER POLICY p ON public.t
    USING (name = 'a'::text);
-- destroys data: column public.t.tenant
ALTER TABLE public.t DROP COLUMN tenant;
