CREATE TABLE t (id integer, parent integer);
CREATE FUNCTION depth(of integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1 + count(parent)::integer FROM t WHERE id = of';
ALTER TABLE t ADD CONSTRAINT shallow CHECK (depth(parent) < 10);
