CREATE TABLE t (a integer);
CREATE TABLE u (a integer CONSTRAINT c CHECK (a > 0));
