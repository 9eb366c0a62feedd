CREATE TABLE t (a varchar(10), b text, c int) DEFAULT CHARSET=latin1;
