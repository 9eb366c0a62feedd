create table t (id int primary key, name text, n int);
create view v as select id, name, n from t;
