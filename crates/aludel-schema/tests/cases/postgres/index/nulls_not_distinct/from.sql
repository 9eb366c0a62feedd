CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE UNIQUE INDEX i ON t (a);
