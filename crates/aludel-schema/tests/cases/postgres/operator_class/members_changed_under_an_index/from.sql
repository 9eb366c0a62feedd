CREATE TABLE t (a integer);
CREATE OPERATOR @< (FUNCTION = int4lt, LEFTARG = integer, RIGHTARG = integer);
CREATE OPERATOR CLASS by_value FOR TYPE integer USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
CREATE INDEX t_a ON t USING btree (a by_value);
