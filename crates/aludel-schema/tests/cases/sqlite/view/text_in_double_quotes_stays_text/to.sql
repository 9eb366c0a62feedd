CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT);
CREATE VIEW open_ones AS SELECT "id" FROM orders WHERE state = "open";
