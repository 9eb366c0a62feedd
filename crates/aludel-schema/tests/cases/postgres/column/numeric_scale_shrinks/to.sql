CREATE TABLE orders (id integer NOT NULL, total numeric(10,2));
