CREATE TABLE orders (id INTEGER PRIMARY KEY, Note TEXT);
CREATE INDEX orders_note ON orders (Note);
