DROP VIEW public.v;
DROP OPERATOR public.@< (integer, integer);
CREATE OPERATOR public.@< (
    FUNCTION = int4lt,
    LEFTARG = integer,
    RIGHTARG = integer
);
CREATE VIEW public.v AS
 SELECT (1 OPERATOR(public.@<) 2) AS a;
