CREATE TABLE t (a int, v int AS (a + 2), s int AS (a + 3) STORED, KEY (v));
