CREATE FUNCTION public.add_up(state bigint, n integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT state + n$$;
CREATE FUNCTION public.finish(state bigint) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$SELECT state::text$$;
CREATE FUNCTION public.take_off(state bigint, n integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$SELECT state - n$$;
CREATE AGGREGATE public."Odd ""count"(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0'
);
CREATE AGGREGATE public.least_of(integer) (
    SFUNC = int4smaller,
    STYPE = integer,
    SORTOP = OPERATOR(pg_catalog.<)
);
CREATE AGGREGATE public.total(n integer) (
    SFUNC = public.add_up,
    STYPE = bigint,
    SSPACE = 16,
    FINALFUNC = public.finish,
    FINALFUNC_MODIFY = SHAREABLE,
    COMBINEFUNC = int8pl,
    INITCOND = '0',
    MSFUNC = public.add_up,
    MINVFUNC = public.take_off,
    MSTYPE = bigint,
    MFINALFUNC = public.finish,
    MINITCOND = '0',
    PARALLEL = SAFE
);
