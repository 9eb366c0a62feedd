CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY, note text);
