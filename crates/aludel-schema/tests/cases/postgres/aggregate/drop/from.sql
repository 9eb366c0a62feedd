CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer);
CREATE AGGREGATE total(bigint) (SFUNC = int8pl, STYPE = bigint);
