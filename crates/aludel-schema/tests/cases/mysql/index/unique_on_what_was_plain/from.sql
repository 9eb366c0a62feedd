CREATE TABLE t (a int, KEY ka (a), KEY kb (a));
