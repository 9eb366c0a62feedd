DROP AGGREGATE public.total(integer);
DROP FUNCTION public.add_up(bigint, integer);
CREATE FUNCTION public.add_up(state bigint, n integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT state + n$$;
CREATE AGGREGATE public.total(integer) (
    SFUNC = public.add_up,
    STYPE = bigint
);
