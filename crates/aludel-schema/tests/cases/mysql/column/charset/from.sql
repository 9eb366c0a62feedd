CREATE TABLE t (a varchar(10) CHARACTER SET latin1, b text);
