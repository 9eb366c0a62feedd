CREATE TRIGGER tr
    BEFORE UPDATE ON public.t
    FOR EACH ROW WHEN (((new.s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))) EXECUTE FUNCTION public.f();
