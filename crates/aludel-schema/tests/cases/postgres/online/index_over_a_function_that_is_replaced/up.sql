DROP INDEX CONCURRENTLY public.i;
DROP FUNCTION public.f(integer);
CREATE FUNCTION public.f(integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT $1::bigint + 1$$;
CREATE INDEX CONCURRENTLY i ON public.t (public.f(a));
