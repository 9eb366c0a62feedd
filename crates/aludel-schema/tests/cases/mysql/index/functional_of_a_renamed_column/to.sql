CREATE TABLE t (z int, KEY f ((z * 2)));
