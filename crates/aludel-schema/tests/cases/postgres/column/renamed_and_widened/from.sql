CREATE TABLE orders (id integer, note varchar(10));
