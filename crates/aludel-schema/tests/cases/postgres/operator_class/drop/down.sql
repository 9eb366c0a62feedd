CREATE OPERATOR FAMILY public.alone USING hash;
CREATE OPERATOR CLASS public.alone FOR TYPE integer USING hash AS
    OPERATOR 1 =(integer,integer),
    FUNCTION 1 (integer, integer) hashint4(integer);
