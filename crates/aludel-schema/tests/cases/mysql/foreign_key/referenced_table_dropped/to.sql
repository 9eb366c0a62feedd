CREATE TABLE c (id int PRIMARY KEY, pid int, x int);
