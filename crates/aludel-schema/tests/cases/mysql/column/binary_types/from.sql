CREATE TABLE t (a binary(4), b varbinary(10) DEFAULT 'x', c bit(3) DEFAULT b'1', d blob);
