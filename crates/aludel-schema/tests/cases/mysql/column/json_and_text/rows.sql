INSERT INTO t VALUES ('{}','[1]');
