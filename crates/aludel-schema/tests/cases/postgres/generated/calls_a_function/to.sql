CREATE TABLE orders (id integer NOT NULL, a integer, b integer GENERATED ALWAYS AS (abs(a)) STORED);
