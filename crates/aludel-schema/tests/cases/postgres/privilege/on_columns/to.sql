create table t (id int primary key, name text, n int);
grant select (id, name), update (name) on t to reader;
