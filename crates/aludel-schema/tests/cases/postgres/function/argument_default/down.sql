DROP FUNCTION public.f(integer, integer);
CREATE FUNCTION public.f(a integer, b integer DEFAULT 1) RETURNS integer
    LANGUAGE sql
    AS $$SELECT a + b$$;
