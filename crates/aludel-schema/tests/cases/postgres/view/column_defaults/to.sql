create table t (id int primary key, name text, n int);
create view v as select id, name, n from t;
alter view v alter column name set default 'y';
alter view v alter column id set default 7;
