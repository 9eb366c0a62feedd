CREATE TABLE birds (id integer PRIMARY KEY, parent smallint GENERATED ALWAYS AS ((id + 1)) STORED);
