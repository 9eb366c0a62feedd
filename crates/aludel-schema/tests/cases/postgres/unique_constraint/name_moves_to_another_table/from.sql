CREATE TABLE t (a integer CONSTRAINT x UNIQUE);
CREATE TABLE u (a integer);
