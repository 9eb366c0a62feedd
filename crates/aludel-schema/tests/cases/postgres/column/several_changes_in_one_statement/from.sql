CREATE TABLE orders (id integer NOT NULL, a integer, b text, c integer);
