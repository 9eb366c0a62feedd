CREATE TABLE p (pk int PRIMARY KEY); CREATE TABLE c (parent int, KEY f (parent), CONSTRAINT f FOREIGN KEY (parent) REFERENCES p (pk));
