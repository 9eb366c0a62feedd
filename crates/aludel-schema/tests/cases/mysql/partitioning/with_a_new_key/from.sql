CREATE TABLE t (id int, y int, PRIMARY KEY (id));
