CREATE TABLE p (id int PRIMARY KEY, code varchar(10) NOT NULL UNIQUE); CREATE TABLE c (id int PRIMARY KEY, pid int, x int);
