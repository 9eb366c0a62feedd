create table t (id int primary key, name text, n int);
grant select, insert on t to reader;
grant update on t to writer with grant option;
grant select on t to public;
