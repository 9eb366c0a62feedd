DROP INDEX CONCURRENTLY public.t_a;
DROP OPERATOR CLASS public.by_value USING btree;
CREATE OPERATOR CLASS public.by_value FOR TYPE integer USING btree AS
    OPERATOR 1 <(integer,integer),
    OPERATOR 2 <=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 >=(integer,integer),
    OPERATOR 5 >(integer,integer),
    FUNCTION 1 (integer, integer) btint4cmp(integer,integer);
CREATE INDEX CONCURRENTLY t_a ON public.t (a public.by_value);
