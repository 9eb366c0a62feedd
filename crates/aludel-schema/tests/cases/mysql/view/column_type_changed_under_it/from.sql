CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a + b AS c FROM t;
