CREATE TABLE t (a bigint, b int); CREATE VIEW v AS SELECT a + b AS c FROM t;
