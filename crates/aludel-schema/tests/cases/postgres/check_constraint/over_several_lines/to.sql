CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT c CHECK (CASE WHEN a > 0 THEN b <> '; --' ELSE b IS NULL END);
