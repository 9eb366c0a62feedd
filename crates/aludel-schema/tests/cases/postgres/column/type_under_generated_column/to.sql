CREATE TABLE orders (id integer NOT NULL, total smallint, doubled integer GENERATED ALWAYS AS (total * 2) STORED);
CREATE INDEX orders_doubled_idx ON orders (doubled);
