CREATE TABLE p (id bigint PRIMARY KEY, code varchar(10) NOT NULL UNIQUE); CREATE TABLE c (id int PRIMARY KEY, pid bigint, x int, CONSTRAINT f FOREIGN KEY (pid) REFERENCES p (id));
