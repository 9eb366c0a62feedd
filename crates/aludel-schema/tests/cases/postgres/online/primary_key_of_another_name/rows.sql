INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y');
