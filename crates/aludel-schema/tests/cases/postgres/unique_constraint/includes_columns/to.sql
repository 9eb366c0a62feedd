CREATE TABLE t (id integer NOT NULL, a integer, b text, CONSTRAINT t_a_key UNIQUE (a) INCLUDE (b, id));
