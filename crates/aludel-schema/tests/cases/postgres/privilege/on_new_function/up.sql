CREATE FUNCTION public.g(a integer) RETURNS integer
    LANGUAGE sql
    AS $$select 1$$;
REVOKE EXECUTE ON FUNCTION public.g(integer) FROM PUBLIC;
CREATE PROCEDURE public.h(text)
    LANGUAGE sql
    AS $$$$;
GRANT EXECUTE ON PROCEDURE public.h(text) TO reader;
