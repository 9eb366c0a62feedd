CREATE COLLATION plain (locale = 'POSIX');
