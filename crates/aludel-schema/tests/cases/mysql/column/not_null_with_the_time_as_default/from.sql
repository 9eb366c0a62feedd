CREATE TABLE t (a timestamp NULL);
