CREATE FUNCTION same(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE FUNCTION same(text, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2::text';
CREATE FUNCTION other(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text <> $2';
CREATE OPERATOR === (FUNCTION = same, LEFTARG = integer, RIGHTARG = text, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR === (FUNCTION = same, LEFTARG = text, RIGHTARG = integer, COMMUTATOR = ===);
CREATE OPERATOR !== (FUNCTION = other, LEFTARG = integer, RIGHTARG = text, NEGATOR = ===);
CREATE OPERATOR !! (FUNCTION = factorial, RIGHTARG = bigint);
COMMENT ON OPERATOR !! (NONE, bigint) IS 'factorial';
CREATE VIEW v AS SELECT 1 === '1'::text AS a;
