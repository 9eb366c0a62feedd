CREATE TABLE t (a integer);
CREATE FUNCTION z_base() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT a + z_base() AS a FROM t;
CREATE FUNCTION a_uses_view() RETURNS integer LANGUAGE sql AS 'SELECT max(a) FROM v';
CREATE VIEW a_view AS SELECT a_uses_view() AS a;
