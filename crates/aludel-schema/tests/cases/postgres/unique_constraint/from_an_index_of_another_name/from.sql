CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE UNIQUE INDEX by_a ON t (a) WITH (fillfactor = 50);
