-- a body below speaks of what is made after it
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.a(n integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT CASE WHEN n > 0 THEN b(n - 1) ELSE 0 END$$;
CREATE FUNCTION public.b(n integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT a(n)$$;
