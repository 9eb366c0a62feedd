CREATE TABLE t (id int, s date NOT NULL, e date NOT NULL, PERIOD FOR valid (s, e)); CREATE TABLE u (s date NOT NULL, e date NOT NULL);
