CREATE TABLE orders (id integer NOT NULL, total integer NOT NULL DEFAULT 0);
