CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX j ON t (b);
ALTER TABLE t CLUSTER ON j;
