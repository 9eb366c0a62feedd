CREATE TABLE orders_old (id serial PRIMARY KEY, note text);
CREATE TABLE orders (id bigserial PRIMARY KEY, note text NOT NULL);
CREATE VIEW all_orders AS SELECT id, note FROM orders;
