CREATE TABLE p (id int NOT NULL, UNIQUE KEY u (id)); CREATE TABLE c (id int PRIMARY KEY, pid int, x int, CONSTRAINT f FOREIGN KEY (pid) REFERENCES p (id));
