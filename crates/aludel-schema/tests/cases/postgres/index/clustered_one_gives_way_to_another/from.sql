CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (a);
ALTER TABLE t CLUSTER ON i;
