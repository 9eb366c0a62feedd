CREATE TABLE t (a int, b int(5) unsigned);
