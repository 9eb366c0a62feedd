CREATE TYPE a AS (x integer, y integer);
CREATE TYPE b AS (x integer, y integer);
CREATE FUNCTION a_to_b(a) RETURNS b LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(($1).y, ($1).x)::b $$;
CREATE CAST (a AS b) WITH FUNCTION a_to_b(a);
CREATE TABLE t (id integer, v a);
