CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxabc ON t (a, b);
