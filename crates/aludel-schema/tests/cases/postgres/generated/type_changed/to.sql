CREATE TABLE orders (id integer NOT NULL, a integer, b bigint GENERATED ALWAYS AS (a + 1) STORED);
