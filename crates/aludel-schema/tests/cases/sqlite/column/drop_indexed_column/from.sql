CREATE TABLE orders (id INTEGER PRIMARY KEY, fax TEXT, note TEXT);
CREATE INDEX orders_fax ON orders (fax);
CREATE INDEX orders_note ON orders (note) WHERE fax IS NULL;
