CREATE TABLE orders (id INTEGER PRIMARY KEY, total REAL, note VARCHAR(20));
CREATE INDEX orders_total ON orders (total);
CREATE VIEW dear AS SELECT id FROM orders WHERE total > 100;
