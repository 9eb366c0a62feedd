CREATE TABLE orders (id integer NOT NULL, totals text[]);
