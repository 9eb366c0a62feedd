CREATE TABLE t (a varchar(10), KEY (a));
