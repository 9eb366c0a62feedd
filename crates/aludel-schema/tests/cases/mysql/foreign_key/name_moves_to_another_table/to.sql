CREATE TABLE p (id int PRIMARY KEY, code varchar(10) NOT NULL UNIQUE); CREATE TABLE a (pid int, KEY f (pid)); CREATE TABLE b (pid int, KEY f (pid), CONSTRAINT f FOREIGN KEY (pid) REFERENCES p (id));
