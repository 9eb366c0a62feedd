CREATE TABLE a (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE b (id integer);
CREATE TABLE c (note text) INHERITS (b);
