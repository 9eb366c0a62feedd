CREATE TABLE t (a int, b timestamp NULL);
