CREATE TABLE t (id integer NOT NULL, a bigint, b text);
CREATE INDEX i ON t (a);
