DROP FUNCTION public.f();
CREATE FUNCTION public.f() RETURNS TABLE(a integer, b integer)
    LANGUAGE sql
    AS $$SELECT 1, 2$$;
