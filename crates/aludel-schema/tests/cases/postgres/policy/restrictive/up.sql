DROP POLICY p ON public.t;
CREATE POLICY p ON public.t
    AS RESTRICTIVE
    USING (tenant = 1);
