INSERT INTO t VALUES (1, 'b', 1.5, 2.5, 'e', 'f', 3, x'01', 'i');
