CREATE TABLE t (a int, UNIQUE KEY ka (a));
