CREATE TABLE public.t (
    a integer
);
CREATE OPERATOR public.@< (
    FUNCTION = int4lt,
    LEFTARG = integer,
    RIGHTARG = integer
);
CREATE OPERATOR FAMILY public.numbers USING btree;
ALTER OPERATOR FAMILY public.numbers USING btree ADD
    OPERATOR 1 <(integer,bigint),
    FUNCTION 1 (integer, bigint) btint48cmp(integer,bigint);
CREATE OPERATOR CLASS public.by_value FOR TYPE integer USING btree FAMILY public.numbers AS
    OPERATOR 1 public.@<(integer,integer),
    OPERATOR 2 <=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 >=(integer,integer),
    OPERATOR 5 >(integer,integer),
    FUNCTION 1 (integer, integer) btint4cmp(integer,integer);
CREATE INDEX t_a ON public.t (a public.by_value);
CREATE OPERATOR FAMILY public.alone USING hash;
COMMENT ON OPERATOR FAMILY public.numbers USING btree IS 'a family';
CREATE OPERATOR CLASS public.alone FOR TYPE integer USING hash AS
    OPERATOR 1 =(integer,integer),
    FUNCTION 1 (integer, integer) hashint4(integer);
COMMENT ON OPERATOR CLASS public.by_value USING btree IS 'a class';
