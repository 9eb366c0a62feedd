CREATE TABLE orders (id serial PRIMARY KEY, note text);
CREATE TABLE orders_new (id bigserial PRIMARY KEY, note text NOT NULL);
CREATE VIEW all_orders AS SELECT id, note FROM orders;
