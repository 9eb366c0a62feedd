INSERT INTO t VALUES ('x','p');
