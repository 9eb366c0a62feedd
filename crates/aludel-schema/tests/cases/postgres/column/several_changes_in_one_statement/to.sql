CREATE TABLE orders (id integer NOT NULL, a bigint NOT NULL, b text DEFAULT 'x', d date);
