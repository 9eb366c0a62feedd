CREATE TABLE t (a int, b int, KEY (a)); CREATE VIEW v AS SELECT b FROM t;
