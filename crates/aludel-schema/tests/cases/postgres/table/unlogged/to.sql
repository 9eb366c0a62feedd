CREATE UNLOGGED TABLE orders (id integer NOT NULL, note text);
