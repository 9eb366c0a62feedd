CREATE TABLE orders (id integer NOT NULL, a integer);
CREATE VIEW v AS SELECT id, a AS x FROM orders;
