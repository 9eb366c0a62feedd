CREATE TABLE t (a int, v int AS (a + 1), s int AS (a + 1) STORED, KEY (v));
