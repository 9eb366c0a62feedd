CREATE TABLE t (id integer NOT NULL, a integer, b text);
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
