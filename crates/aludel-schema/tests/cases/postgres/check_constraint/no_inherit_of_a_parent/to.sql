CREATE TABLE a (x integer, CONSTRAINT empty CHECK (false) NO INHERIT);
CREATE TABLE b (y integer) INHERITS (a);
