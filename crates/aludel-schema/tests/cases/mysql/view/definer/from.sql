CREATE TABLE t (a int); CREATE DEFINER=root@localhost VIEW v AS SELECT a FROM t;
