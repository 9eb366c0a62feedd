CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path TO public, pg_temp SET myapp.name TO 'x' AS 'SELECT 1';
