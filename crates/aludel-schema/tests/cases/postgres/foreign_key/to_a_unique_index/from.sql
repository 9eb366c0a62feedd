CREATE TABLE p (id integer, n integer);
CREATE UNIQUE INDEX p_id ON p (id);
CREATE TABLE c (p_id integer REFERENCES p (id));
