CREATE TABLE t (a int, s int AS (a + 2) STORED, v int AS (a + 1), w int AS (a * 2));
