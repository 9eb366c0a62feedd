CREATE TABLE p (id integer PRIMARY KEY, code text UNIQUE);
CREATE TABLE c (id integer, code text);
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (code) REFERENCES p (code);
