INSERT INTO t VALUES ('a','b',b'1','d');
