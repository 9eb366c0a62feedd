CREATE TABLE orders (id integer NOT NULL, a integer, b integer GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX orders_b_idx ON orders (b);
COMMENT ON COLUMN orders.b IS 'more than a';
