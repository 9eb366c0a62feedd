CREATE TABLE t (a datetime, b timestamp NULL);
