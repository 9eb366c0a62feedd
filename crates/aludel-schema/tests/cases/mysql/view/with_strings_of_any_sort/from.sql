CREATE TABLE t (a varchar(20), d date);
