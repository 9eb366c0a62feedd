DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(a bigint) RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;
