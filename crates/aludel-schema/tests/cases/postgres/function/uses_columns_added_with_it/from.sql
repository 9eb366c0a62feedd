CREATE TABLE t (id integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(id) FROM t';
