CREATE TABLE t (a int, x int, g int AS (a + 1) STORED);
