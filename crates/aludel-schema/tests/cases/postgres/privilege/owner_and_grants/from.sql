create table t (id int primary key, name text, n int);
grant select on t to reader;
