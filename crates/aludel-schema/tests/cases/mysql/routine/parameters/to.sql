CREATE FUNCTION f(`a` bigint(20), `b` text) RETURNS bigint RETURN a;
