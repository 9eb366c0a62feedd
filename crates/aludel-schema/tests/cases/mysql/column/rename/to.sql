CREATE TABLE t (z int, g int AS (z + 1), KEY a (z), CHECK (z > 0));
