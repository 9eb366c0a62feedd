CREATE TABLE orders (id integer NOT NULL, extra json DEFAULT '{}');
