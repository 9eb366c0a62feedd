DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(a integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT a$$;
REVOKE EXECUTE ON FUNCTION public.f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.f(integer) TO reader;
