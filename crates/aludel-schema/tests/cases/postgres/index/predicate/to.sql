CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX i ON t (a) WHERE b <> ' WITH (fillfactor=''70'')' AND a IN (1, 2);
