CREATE FUNCTION f(integer) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint + 1';
CREATE TABLE t (a integer);
CREATE INDEX i ON t (f(a));
