CREATE TABLE t (a int, x int NOT NULL DEFAULT 3, g int AS (a + 1) STORED);
