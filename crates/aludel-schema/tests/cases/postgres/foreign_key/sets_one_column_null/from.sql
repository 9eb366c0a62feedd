CREATE TABLE p (x integer, y integer, PRIMARY KEY (x, y));
CREATE TABLE c (x integer NOT NULL, y integer);
