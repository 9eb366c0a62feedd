CREATE FUNCTION f(integer) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint + 1';
CREATE TABLE t (a integer CONSTRAINT c CHECK (f(a) > 0));
