CREATE TABLE items (id integer PRIMARY KEY, sku text UNIQUE);
CREATE TABLE stock (item integer REFERENCES items, n integer);
CREATE VIEW v AS SELECT sku, n FROM stock JOIN items ON id = item;
