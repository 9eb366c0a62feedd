CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);
CREATE VIEW noted AS SELECT id, note FROM orders WHERE note <> '';
CREATE VIEW numbers AS SELECT id FROM noted;
