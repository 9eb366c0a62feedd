CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (lower(b), (a + 1) DESC);
