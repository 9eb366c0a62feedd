CREATE TABLE t (a int, b int, g int AS (b + 1));
