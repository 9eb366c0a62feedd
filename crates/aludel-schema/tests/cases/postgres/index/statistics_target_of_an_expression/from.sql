CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (lower(b), a, (a + 1));
ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 5;
