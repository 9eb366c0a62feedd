CREATE TABLE bills (id integer GENERATED ALWAYS AS IDENTITY, note text);
