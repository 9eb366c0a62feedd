CREATE TABLE t (a int, c int, g int AS (a + c));
