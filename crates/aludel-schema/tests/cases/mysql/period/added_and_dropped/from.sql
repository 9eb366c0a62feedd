CREATE TABLE t (id int, s date NOT NULL, e date NOT NULL); CREATE TABLE u (s date, e date, PERIOD FOR p (s, e));
