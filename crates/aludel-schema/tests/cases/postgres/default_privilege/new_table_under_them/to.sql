alter default privileges grant select on tables to reader;
create table t (id int primary key, name text, n int);
