CREATE SCHEMA shop;
CREATE TABLE items (id integer PRIMARY KEY, sku text UNIQUE);
CREATE TABLE shop.stock (item integer REFERENCES items, n integer);
CREATE VIEW v AS SELECT sku, n FROM shop.stock JOIN items ON id = item;
