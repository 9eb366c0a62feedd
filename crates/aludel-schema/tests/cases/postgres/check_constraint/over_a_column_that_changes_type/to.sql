CREATE TABLE t (id integer NOT NULL, a bigint, b text, CONSTRAINT c CHECK (a > 0));
