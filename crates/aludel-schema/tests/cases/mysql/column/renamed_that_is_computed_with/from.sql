CREATE TABLE t (a int, g int AS (a + 1), h int AS (a * 2) STORED, KEY g (g), KEY h (h, a));
