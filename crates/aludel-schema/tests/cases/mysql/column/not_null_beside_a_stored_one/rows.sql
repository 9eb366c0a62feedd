INSERT INTO t (a, x) VALUES (1, 2);
