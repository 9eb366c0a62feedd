CREATE OR REPLACE FUNCTION public.f() RETURNS bigint
    LANGUAGE sql
BEGIN ATOMIC
 SELECT count(t.a) AS count
    FROM public.t;
END;
