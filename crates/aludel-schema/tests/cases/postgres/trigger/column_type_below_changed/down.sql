DROP TRIGGER a ON public.t;
DROP TRIGGER b ON public.t;
-- column public.t.n: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN n TYPE integer;
CREATE TRIGGER a
    BEFORE UPDATE OF n ON public.t
    FOR EACH ROW EXECUTE FUNCTION public.f();
ALTER TABLE public.t DISABLE TRIGGER a;
CREATE TRIGGER b
    BEFORE UPDATE ON public.t
    FOR EACH ROW WHEN ((new.n > 1)) EXECUTE FUNCTION public.f();
