CREATE TABLE t (a bigint, b integer, c text);
CREATE STATISTICS s ON a, b FROM t;
