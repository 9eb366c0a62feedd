CREATE FUNCTION f(OUT a integer, OUT c integer) LANGUAGE sql AS 'SELECT 1, 2';
