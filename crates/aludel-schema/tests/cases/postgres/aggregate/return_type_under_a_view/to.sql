CREATE FUNCTION add_up(state bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT state + n';
CREATE AGGREGATE total(integer) (SFUNC = add_up, STYPE = bigint);
CREATE VIEW v AS SELECT total(n) FROM (VALUES (1)) AS t(n);
