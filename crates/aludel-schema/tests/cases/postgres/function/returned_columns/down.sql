DROP FUNCTION public.f();
CREATE FUNCTION public.f() RETURNS TABLE(a integer)
    LANGUAGE sql
    AS $$SELECT 1$$;
