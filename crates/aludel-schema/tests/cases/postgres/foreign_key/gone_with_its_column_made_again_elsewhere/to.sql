CREATE TABLE nests (id integer PRIMARY KEY); CREATE TABLE birds (id integer PRIMARY KEY, nest smallint GENERATED ALWAYS AS ((id + 1)) STORED);
