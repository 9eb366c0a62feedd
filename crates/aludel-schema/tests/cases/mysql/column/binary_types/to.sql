CREATE TABLE t (a binary(4), b varbinary(20) DEFAULT 'y', c bit(5) DEFAULT b'11', d longblob);
