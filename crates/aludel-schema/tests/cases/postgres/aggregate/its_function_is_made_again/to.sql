CREATE FUNCTION add_up(sofar bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT sofar + n';
CREATE AGGREGATE total(integer) (SFUNC = add_up, STYPE = bigint);
