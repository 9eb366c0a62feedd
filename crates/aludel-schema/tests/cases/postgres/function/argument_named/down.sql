DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT $1$$;
