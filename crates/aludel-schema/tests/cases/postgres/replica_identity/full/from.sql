CREATE TABLE orders (id integer NOT NULL, note text);
CREATE UNIQUE INDEX orders_id_key ON orders (id);
