CREATE OPERATOR @< (FUNCTION = int4lt, LEFTARG = integer, RIGHTARG = integer);
CREATE OPERATOR FAMILY numbers USING btree;
CREATE OPERATOR CLASS by_value FOR TYPE integer USING btree FAMILY numbers AS
    OPERATOR 1 @<, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
CREATE OPERATOR CLASS alone FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer);
ALTER OPERATOR FAMILY numbers USING btree ADD OPERATOR 1 <(integer, bigint), FUNCTION 1 btint48cmp(integer, bigint);
CREATE TABLE t (a integer);
CREATE INDEX t_a ON t USING btree (a by_value);
COMMENT ON OPERATOR CLASS by_value USING btree IS 'a class';
COMMENT ON OPERATOR FAMILY numbers USING btree IS 'a family';
