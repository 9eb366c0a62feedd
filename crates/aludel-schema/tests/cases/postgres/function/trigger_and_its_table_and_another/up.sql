CREATE TABLE public.a_orders (
    id integer
);
CREATE TABLE public.log (
    at timestamp with time zone,
    what text
);
CREATE FUNCTION public.note() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    line log%ROWTYPE;
BEGIN
    line.what := 'order';
    INSERT INTO log VALUES (now(), line.what);
    RETURN NEW;
END $$;
CREATE TRIGGER note
    AFTER INSERT ON public.a_orders
    FOR EACH ROW EXECUTE FUNCTION public.note();
