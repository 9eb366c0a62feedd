CREATE TABLE t (a int CHECK (a > 0), b int CHECK (b < 5), c int);
