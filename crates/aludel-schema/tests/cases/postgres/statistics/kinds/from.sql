CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS s (mcv) ON a, b FROM t;
