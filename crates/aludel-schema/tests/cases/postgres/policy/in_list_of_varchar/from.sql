create table t (id int, s varchar(10));
