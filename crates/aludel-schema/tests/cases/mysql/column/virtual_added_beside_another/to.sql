CREATE TABLE t (a int, v int AS (a + 1), n int);
