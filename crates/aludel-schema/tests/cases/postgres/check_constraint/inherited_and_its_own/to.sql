CREATE TABLE a (x integer);
CREATE TABLE b (y integer, CONSTRAINT pos CHECK (x > 0)) INHERITS (a);
