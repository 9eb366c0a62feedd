CREATE COLLATION plain (locale = 'POSIX');
CREATE TABLE t (a text COLLATE plain);
