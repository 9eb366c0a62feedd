CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS s (mcv, dependencies) ON a, b FROM t;
