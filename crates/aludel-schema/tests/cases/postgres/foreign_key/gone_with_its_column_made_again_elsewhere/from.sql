CREATE TABLE nests (id integer PRIMARY KEY); CREATE TABLE birds (id integer PRIMARY KEY, nest integer CONSTRAINT of_nest REFERENCES nests);
