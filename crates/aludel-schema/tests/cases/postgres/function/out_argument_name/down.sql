DROP FUNCTION public.f();
CREATE FUNCTION public.f(OUT a integer, OUT b integer)
    LANGUAGE sql
    AS $$SELECT 1, 2$$;
