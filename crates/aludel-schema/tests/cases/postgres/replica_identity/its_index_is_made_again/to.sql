CREATE TABLE orders (id integer NOT NULL, note text NOT NULL);
CREATE UNIQUE INDEX orders_key ON orders (note);
ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_key;
