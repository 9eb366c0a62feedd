DROP FUNCTION public.f();
-- column public.t.a: fails where a value does not fit into integer
ALTER TABLE public.t ALTER COLUMN a TYPE integer;
CREATE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
BEGIN ATOMIC
 SELECT count(t.a) AS count
    FROM public.t;
END;
