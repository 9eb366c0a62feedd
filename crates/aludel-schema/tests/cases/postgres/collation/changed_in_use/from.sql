CREATE COLLATION plain (locale = 'C');
CREATE TABLE t (a text COLLATE plain);
