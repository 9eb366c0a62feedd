create table t (id int primary key, name text, n int);
create view v as select id, name from t;
grant select on v to reader;
grant select (name) on v to writer;
alter view v owner to keeper;
