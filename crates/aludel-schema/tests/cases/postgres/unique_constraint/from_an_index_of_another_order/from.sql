CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE UNIQUE INDEX t_a_key ON t (a DESC);
