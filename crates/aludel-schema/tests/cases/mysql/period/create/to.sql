CREATE TABLE t (id int, s date, e date, PERIOD FOR valid (s, e), UNIQUE KEY u (id, valid WITHOUT OVERLAPS), x int, y int, CHECK (x < y));
