create table t (id int primary key, name text, n int);
alter table t owner to keeper;
grant select, insert on t to reader;
