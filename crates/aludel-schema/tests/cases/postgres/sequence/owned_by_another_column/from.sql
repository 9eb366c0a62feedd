CREATE TABLE t (a integer);
CREATE TABLE u (b integer);
CREATE SEQUENCE s OWNED BY t.a;
