CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (b COLLATE "C");
