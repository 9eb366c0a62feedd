CREATE TABLE t (id integer, more integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(more) FROM t';
