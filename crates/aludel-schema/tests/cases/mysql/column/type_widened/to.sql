CREATE TABLE t (a bigint, b varchar(30), c int);
