CREATE TABLE t (a integer, b integer);
CREATE TABLE u (a integer, b integer);
CREATE INDEX ON t (a);
CREATE INDEX ON t (b);
CREATE INDEX ON u (b);
