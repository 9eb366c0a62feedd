CREATE OPERATOR public.@< (
    FUNCTION = int4lt,
    LEFTARG = integer,
    RIGHTARG = integer,
    COMMUTATOR = OPERATOR(public.@>)
);
CREATE OPERATOR public.@> (
    FUNCTION = int4gt,
    LEFTARG = integer,
    RIGHTARG = integer,
    COMMUTATOR = OPERATOR(public.@<)
);
