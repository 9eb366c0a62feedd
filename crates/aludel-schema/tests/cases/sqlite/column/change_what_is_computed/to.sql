CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, twice INTEGER GENERATED ALWAYS AS (total + total) VIRTUAL);
CREATE INDEX orders_twice ON orders (twice);
