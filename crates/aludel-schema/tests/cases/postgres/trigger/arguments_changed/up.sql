CREATE OR REPLACE TRIGGER tr
    AFTER INSERT ON public.t
    FOR EACH ROW EXECUTE FUNCTION public.f('b', 'c''d', '\x');
