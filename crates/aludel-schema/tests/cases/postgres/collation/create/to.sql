CREATE COLLATION plain (locale = 'C');
CREATE COLLATION "Odd ""name" (lc_collate = 'C', lc_ctype = 'POSIX');
CREATE TABLE t (a text COLLATE plain, b text COLLATE "Odd ""name");
