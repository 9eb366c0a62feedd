CREATE TABLE orders (id integer NOT NULL, placed date DEFAULT now());
