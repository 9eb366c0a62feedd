ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.t
    AS RESTRICTIVE
    FOR UPDATE
    TO reader, writer
    USING (tenant = 1)
    WITH CHECK ((tenant = 2) AND (name <> ')'::text));
