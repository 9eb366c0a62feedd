INSERT INTO t VALUES (1, 1, '{1,0}'), (2, 0, NULL);
