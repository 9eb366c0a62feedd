CREATE TABLE t (a int, s int AS (a + 2) STORED);
