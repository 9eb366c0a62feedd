CREATE TABLE orders (id integer CONSTRAINT must NOT NULL);
