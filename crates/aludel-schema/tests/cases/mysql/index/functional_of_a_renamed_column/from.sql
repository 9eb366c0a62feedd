CREATE TABLE t (a int, KEY f ((a * 2)));
