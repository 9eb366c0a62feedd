DROP VIEW public.v;
CREATE VIEW public.v AS
 SELECT id,
    name
   FROM public.t;
CREATE TRIGGER tr
    INSTEAD OF INSERT ON public.v
    FOR EACH ROW EXECUTE FUNCTION public.f();
COMMENT ON TRIGGER tr ON public.v IS 'writes';
