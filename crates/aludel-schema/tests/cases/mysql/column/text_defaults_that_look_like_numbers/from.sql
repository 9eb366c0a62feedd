CREATE TABLE t (a varchar(9) DEFAULT '0xff');
