CREATE TABLE t (id integer NOT NULL, a integer NOT NULL, b text, PRIMARY KEY (id, a));
