CREATE TABLE orders (id integer NOT NULL, note text) WITH (fillfactor = 80, toast_tuple_target = 1000);
