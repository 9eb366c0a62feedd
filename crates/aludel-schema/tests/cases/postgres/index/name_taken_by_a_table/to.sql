CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE TABLE i (x integer);
