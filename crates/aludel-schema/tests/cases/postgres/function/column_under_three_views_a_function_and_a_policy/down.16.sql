DROP POLICY p ON public.t;
DROP VIEW public.three;
DROP VIEW public.two;
DROP FUNCTION public.rows();
DROP VIEW public.one;
DROP FUNCTION public.f();
-- column public.t.a: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN a TYPE integer;
CREATE POLICY p ON public.t
    USING (a > 0);
COMMENT ON POLICY p ON public.t IS 'positive';
CREATE VIEW public.one AS
 SELECT id,
    a
   FROM public.t;
COMMENT ON VIEW public.one IS 'one';
CREATE VIEW public.two AS
 SELECT a
   FROM public.one;
CREATE VIEW public.three AS
 SELECT (two.a + one.a) AS sum
   FROM public.two,
    public.one;
CREATE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(t.a) AS sum
    FROM public.t;
END;
COMMENT ON FUNCTION public.f() IS 'a sum';
CREATE FUNCTION public.rows() RETURNS SETOF public.one
    LANGUAGE sql
    AS $$SELECT * FROM one$$;
