CREATE TABLE t (c int, a bigint, b int);
