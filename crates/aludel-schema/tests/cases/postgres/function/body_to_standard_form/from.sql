CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS $$ SELECT count(a) FROM t $$;
