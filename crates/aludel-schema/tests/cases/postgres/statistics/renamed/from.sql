CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS old ON a, b FROM t;
