CREATE TABLE p (x integer, y integer, UNIQUE (y, x));
CREATE TABLE c (x integer, y integer, CONSTRAINT f FOREIGN KEY (x, y) REFERENCES p (x, y) MATCH FULL);
