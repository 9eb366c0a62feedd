CREATE TABLE t (s int AS (a + b) STORED, v int AS (a * 2), a int, b int DEFAULT 1);
