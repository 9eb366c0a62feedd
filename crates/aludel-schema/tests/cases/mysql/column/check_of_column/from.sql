CREATE TABLE t (a int CHECK (a > 1), b int, c int CHECK (c > 0));
