CREATE TABLE p (id integer PRIMARY KEY, code text UNIQUE);
CREATE TABLE c (id integer, p_id integer);
ALTER TABLE c ADD CONSTRAINT c_parent FOREIGN KEY (p_id) REFERENCES p;
