CREATE OR REPLACE TRIGGER tr
    AFTER UPDATE ON public.t
    FOR EACH ROW WHEN ((old.n <> new.n)) EXECUTE FUNCTION public.f();
