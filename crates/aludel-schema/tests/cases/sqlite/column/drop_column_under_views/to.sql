CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);
CREATE VIEW noted AS SELECT id, note FROM orders WHERE note IS NOT NULL;
CREATE VIEW faxed AS SELECT id FROM noted WHERE note <> '';
CREATE VIEW everything AS SELECT * FROM orders;
