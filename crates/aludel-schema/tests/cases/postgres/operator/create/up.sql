CREATE FUNCTION public.same(integer, text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$SELECT $1::text = $2$$;
CREATE OPERATOR public.=== (
    FUNCTION = public.same,
    LEFTARG = integer,
    RIGHTARG = text,
    COMMUTATOR = OPERATOR(public.===),
    NEGATOR = OPERATOR(public.!==),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);
CREATE VIEW public.v AS
 SELECT (1 OPERATOR(public.===) '1'::text) AS a;
CREATE FUNCTION public.other(integer, text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$SELECT $1::text <> $2$$;
CREATE FUNCTION public.same(text, integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$SELECT $1 = $2::text$$;
CREATE OPERATOR public.!! (
    FUNCTION = factorial,
    RIGHTARG = bigint
);
COMMENT ON OPERATOR public.!! (NONE, bigint) IS 'factorial';
CREATE OPERATOR public.!== (
    FUNCTION = public.other,
    LEFTARG = integer,
    RIGHTARG = text,
    NEGATOR = OPERATOR(public.===)
);
CREATE OPERATOR public.=== (
    FUNCTION = public.same,
    LEFTARG = text,
    RIGHTARG = integer,
    COMMUTATOR = OPERATOR(public.===)
);
