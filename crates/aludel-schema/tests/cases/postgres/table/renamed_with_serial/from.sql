CREATE TABLE orders (id serial, note text);
