ALTER OPERATOR FAMILY public.numbers USING btree DROP
    OPERATOR 3 (integer, bigint);
ALTER OPERATOR FAMILY public.numbers USING btree ADD
    OPERATOR 5 >(integer,bigint),
    FUNCTION 1 (integer, bigint) btint48cmp(integer,bigint);
