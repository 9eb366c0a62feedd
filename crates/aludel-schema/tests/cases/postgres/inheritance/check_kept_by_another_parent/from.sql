CREATE TABLE a (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE b (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE c (note text) INHERITS (b, a);
