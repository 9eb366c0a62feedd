CREATE TABLE orders (id integer NOT NULL, note text);
ALTER TABLE orders ALTER COLUMN note SET STATISTICS 500, ALTER COLUMN note SET (n_distinct = -0.5, n_distinct_inherited = 10);
