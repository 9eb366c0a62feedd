CREATE TABLE t (a enum('a','b') CHARACTER SET latin1 DEFAULT 'b' COMMENT 'x');
