CREATE TABLE t (id integer NOT NULL, a integer, b text);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_ab ON t (b, a);
