CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT NOT NULL DEFAULT '', total INTEGER);
CREATE VIEW noted AS SELECT id, note, total FROM orders;
CREATE VIEW kept AS SELECT count(*) AS number FROM orders;
