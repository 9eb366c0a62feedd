CREATE FUNCTION public.g(a integer) RETURNS integer
    LANGUAGE sql
    AS $$select 1$$;
ALTER FUNCTION public.g(integer) OWNER TO aludel;
REVOKE EXECUTE ON FUNCTION public.g(integer) FROM PUBLIC;
CREATE PROCEDURE public.h(text)
    LANGUAGE sql
    AS $$$$;
ALTER PROCEDURE public.h(text) OWNER TO aludel;
GRANT EXECUTE ON PROCEDURE public.h(text) TO reader;
