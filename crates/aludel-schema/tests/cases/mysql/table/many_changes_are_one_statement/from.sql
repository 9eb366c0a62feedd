CREATE TABLE t (a int PRIMARY KEY, b int, c varchar(5), d int, KEY kb (b), CONSTRAINT pos CHECK (d > 0));
