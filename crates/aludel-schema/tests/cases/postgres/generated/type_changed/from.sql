CREATE TABLE orders (id integer NOT NULL, a integer, b integer GENERATED ALWAYS AS (a + 1) STORED);
