CREATE TABLE t (a integer);
CREATE FUNCTION less(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE OPERATOR @< (FUNCTION = less, LEFTARG = integer, RIGHTARG = integer);
CREATE VIEW v AS SELECT a @< 5 AS small FROM t;
CREATE INDEX t_small ON t ((a @< 5));
COMMENT ON OPERATOR @< (integer, integer) IS 'less';
