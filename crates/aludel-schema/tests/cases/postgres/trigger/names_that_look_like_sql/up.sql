CREATE TRIGGER "T ON public.""q"
    AFTER INSERT OR UPDATE OF "ON x", "EXECUTE" ON public."a ON public.b"
    FOR EACH ROW WHEN ((new."ON x" > 1)) EXECUTE FUNCTION public.f(' ON public.t ');
