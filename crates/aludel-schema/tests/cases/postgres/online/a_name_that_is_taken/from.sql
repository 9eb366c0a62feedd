CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (a);
CREATE INDEX i_new ON t (b);
ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a > 0);
