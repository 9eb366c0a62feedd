CREATE TABLE orders (id integer NOT NULL, total integer DEFAULT 5);
