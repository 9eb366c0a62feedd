CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS one ON (a + b) FROM t;
CREATE STATISTICS more (mcv) ON a, lower(c), (a * 2) FROM t;
