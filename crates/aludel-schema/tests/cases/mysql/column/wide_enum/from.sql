CREATE TABLE t (a enum('a','b') CHARACTER SET latin1);
