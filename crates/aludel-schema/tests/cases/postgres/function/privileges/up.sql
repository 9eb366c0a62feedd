DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(a integer) RETURNS bigint
    LANGUAGE sql
    AS $$SELECT a::bigint$$;
REVOKE EXECUTE ON FUNCTION public.f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.f(integer) TO reader;
