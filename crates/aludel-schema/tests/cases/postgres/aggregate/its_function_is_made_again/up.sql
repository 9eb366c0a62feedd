DROP AGGREGATE public.total(integer);
DROP FUNCTION public.add_up(bigint, integer);
CREATE FUNCTION public.add_up(sofar bigint, n integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT sofar + n$$;
CREATE AGGREGATE public.total(integer) (
    SFUNC = public.add_up,
    STYPE = bigint
);
