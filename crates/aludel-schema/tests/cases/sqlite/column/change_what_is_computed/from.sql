CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, twice INTEGER GENERATED ALWAYS AS (total * 2) STORED);
CREATE INDEX orders_twice ON orders (twice);
