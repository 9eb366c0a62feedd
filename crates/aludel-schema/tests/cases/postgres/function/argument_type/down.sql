DROP FUNCTION public.f(bigint);
CREATE FUNCTION public.f(a integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;
