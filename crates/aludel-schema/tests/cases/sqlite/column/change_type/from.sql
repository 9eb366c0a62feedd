CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, note VARCHAR(10));
CREATE INDEX orders_total ON orders (total);
CREATE VIEW dear AS SELECT id FROM orders WHERE total > 100;
