CREATE FUNCTION public."Odd ""name(x)"("Odd ""arg" text) RETURNS text
    LANGUAGE sql
    AS $_$ SELECT '$$' || $1 $_$;
CREATE FUNCTION public.add(a integer, b integer DEFAULT 1) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$SELECT a + b$$;
CREATE FUNCTION public.add(numeric, numeric) RETURNS numeric
    LANGUAGE sql
    AS $$SELECT $1 + $2$$;
CREATE FUNCTION public.guarded() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER LEAKPROOF
    SET search_path TO "$user", pg_temp
    SET work_mem TO '8MB'
    SET myapp.name TO 'a, b'
    AS $$ BEGIN NULL; END $$;
CREATE FUNCTION public.many(VARIADIC numbers integer[]) RETURNS SETOF integer
    LANGUAGE sql STABLE COST 5 ROWS 10
    AS $$SELECT unnest(numbers)$$;
CREATE FUNCTION public.my_lower(text) RETURNS text
    LANGUAGE internal IMMUTABLE STRICT COST 2
    AS $$lower$$;
CREATE FUNCTION public.nowhere() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$ BEGIN NULL; END $$;
CREATE FUNCTION public.one() RETURNS integer
    LANGUAGE sql
RETURN 1;
CREATE FUNCTION public.pair(OUT a integer, OUT b text)
    LANGUAGE sql
    AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION public.rows_of(n integer) RETURNS TABLE(a integer, "B c" text)
    LANGUAGE sql
    AS $$ SELECT n, 'x' $$;
