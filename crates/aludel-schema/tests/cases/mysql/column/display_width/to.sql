CREATE TABLE t (a int(7));
