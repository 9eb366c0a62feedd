CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS new ON a, b FROM t;
