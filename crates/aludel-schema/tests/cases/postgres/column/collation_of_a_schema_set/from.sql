CREATE COLLATION german FROM "C";
CREATE TABLE orders (id integer NOT NULL, note text);
