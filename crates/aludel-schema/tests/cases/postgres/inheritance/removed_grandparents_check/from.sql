CREATE TABLE a (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE b () INHERITS (a);
CREATE TABLE c (note text) INHERITS (b);
