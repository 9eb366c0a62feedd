CREATE TABLE t (a int, s int);
