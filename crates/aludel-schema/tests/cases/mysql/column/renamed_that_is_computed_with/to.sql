CREATE TABLE t (z int, g int AS (z + 1), h int AS (z * 2) STORED, KEY g (g), KEY h (h, z));
