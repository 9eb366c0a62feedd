CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '5', PARALLEL = SAFE);
CREATE VIEW v AS SELECT total(n) FROM (VALUES (1)) AS t(n);
