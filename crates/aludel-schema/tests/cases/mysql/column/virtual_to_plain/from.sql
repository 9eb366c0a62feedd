CREATE TABLE t (a int, s int AS (a + 1));
