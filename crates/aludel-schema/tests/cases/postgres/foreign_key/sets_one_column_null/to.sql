CREATE TABLE p (x integer, y integer, PRIMARY KEY (x, y));
CREATE TABLE c (x integer NOT NULL, y integer, FOREIGN KEY (x, y) REFERENCES p ON DELETE SET NULL (y));
