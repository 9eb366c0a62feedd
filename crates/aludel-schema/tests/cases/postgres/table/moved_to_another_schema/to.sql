CREATE SCHEMA other;
CREATE TABLE other.orders (id integer NOT NULL, note text);
