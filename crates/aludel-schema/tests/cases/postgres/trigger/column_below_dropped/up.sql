CREATE OR REPLACE TRIGGER tr
    BEFORE UPDATE OF name ON public.t
    FOR EACH ROW EXECUTE FUNCTION public.f();
-- destroys data: column public.t.n
ALTER TABLE public.t DROP COLUMN n;
