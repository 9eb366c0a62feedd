DROP FUNCTION public.g(integer);
CREATE FUNCTION public.g(a integer) RETURNS integer
    LANGUAGE sql
    AS $$select 1$$;
REVOKE EXECUTE ON FUNCTION public.g(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.g(integer) TO reader;
