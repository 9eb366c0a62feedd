CREATE TABLE orders (note text, id integer);
