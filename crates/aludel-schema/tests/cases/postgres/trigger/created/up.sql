CREATE TRIGGER tr
    BEFORE INSERT OR UPDATE OF name, n ON public.t
    FOR EACH ROW WHEN ((new.n > 3)) EXECUTE FUNCTION public.f('a', 'b''c');
