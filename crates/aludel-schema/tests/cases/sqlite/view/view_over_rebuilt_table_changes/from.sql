CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);
CREATE VIEW noted AS SELECT id, note FROM orders;
CREATE VIEW kept AS SELECT count(*) AS number FROM orders;
