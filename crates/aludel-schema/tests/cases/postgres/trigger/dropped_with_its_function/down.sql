CREATE FUNCTION public.f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$begin return new; end$$;
CREATE TRIGGER tr
    BEFORE INSERT ON public.t
    FOR EACH ROW EXECUTE FUNCTION public.f();
