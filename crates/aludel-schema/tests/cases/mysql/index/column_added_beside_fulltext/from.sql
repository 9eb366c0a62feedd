CREATE TABLE t (id int PRIMARY KEY, a text, FULLTEXT KEY fa (a));
