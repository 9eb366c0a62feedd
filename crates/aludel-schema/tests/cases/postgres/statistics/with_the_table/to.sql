CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS s (dependencies, ndistinct) ON a, b FROM t;
