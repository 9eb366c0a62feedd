create table t (id int primary key, name text, n int);
create view v as select id, name from t;
alter view v owner to keeper;
grant select on v to reader with grant option;
grant update (name) on v to writer;
grant insert on v to public;
