DROP FUNCTION public.g(integer);
CREATE FUNCTION public.g(a integer) RETURNS bigint
    LANGUAGE sql
    AS $$select 1::bigint$$;
REVOKE EXECUTE ON FUNCTION public.g(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.g(integer) TO reader;
