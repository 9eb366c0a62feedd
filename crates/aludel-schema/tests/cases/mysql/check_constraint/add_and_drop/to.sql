CREATE TABLE t (a int, CONSTRAINT small CHECK (a < 9));
