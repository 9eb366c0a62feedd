CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET search_path TO public SET work_mem TO '8MB' AS 'SELECT 1';
