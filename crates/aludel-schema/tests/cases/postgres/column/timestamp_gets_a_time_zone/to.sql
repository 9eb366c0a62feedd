CREATE TABLE orders (id integer NOT NULL, placed timestamp with time zone);
