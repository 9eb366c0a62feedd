CREATE TABLE t (id integer NOT NULL, a integer NOT NULL, b text);
CREATE INDEX i ON t (a DESC);
CREATE INDEX i_new ON t (b);
ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a > 0);
