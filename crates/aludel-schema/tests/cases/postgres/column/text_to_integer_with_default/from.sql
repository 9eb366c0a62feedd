CREATE TABLE orders (id integer NOT NULL, total text DEFAULT '1');
