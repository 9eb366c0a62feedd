CREATE TABLE orders (id integer NOT NULL, b integer);
CREATE VIEW v AS SELECT id, b AS x FROM orders;
