CREATE COLLATION simple (locale = 'C');
CREATE TABLE t (a text COLLATE simple);
