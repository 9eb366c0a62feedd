CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);
CREATE INDEX orders_note ON orders (note);
