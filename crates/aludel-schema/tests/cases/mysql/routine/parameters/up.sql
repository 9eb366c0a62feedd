CREATE OR REPLACE FUNCTION `f`(`a` bigint(20), `b` text) RETURNS bigint(20)
RETURN a;
