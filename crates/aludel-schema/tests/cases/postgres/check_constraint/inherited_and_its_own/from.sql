CREATE TABLE a (x integer, CONSTRAINT pos CHECK (x > 0));
CREATE TABLE b (y integer, CONSTRAINT pos CHECK (x > 0)) INHERITS (a);
