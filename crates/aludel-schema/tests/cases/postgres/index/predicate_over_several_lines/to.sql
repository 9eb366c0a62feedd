CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (a) WITH (fillfactor = 70) WHERE CASE WHEN a > 0 THEN b = 'x' ELSE true END;
