create table t (id int primary key, name text, n int);
create view v as select t as whole, t.* from t;
