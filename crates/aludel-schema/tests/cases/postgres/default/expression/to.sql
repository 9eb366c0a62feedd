CREATE TABLE orders (id integer NOT NULL, placed timestamp DEFAULT (now() - '1 day'::interval));
