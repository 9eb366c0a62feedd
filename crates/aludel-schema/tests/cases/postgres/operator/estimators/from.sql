CREATE OPERATOR @< (FUNCTION = int4lt, LEFTARG = integer, RIGHTARG = integer, RESTRICT = scalarltsel);
CREATE VIEW v AS SELECT 1 @< 2 AS a;
