CREATE POLICY p ON public.t
    USING ((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]));
