CREATE TABLE orders (id INTEGER PRIMARY KEY, more TEXT);
CREATE TABLE items (id INTEGER PRIMARY KEY, note TEXT);
CREATE VIEW both AS SELECT o.id, i.note FROM orders o JOIN items i ON i.id = o.id;
