create table t (id int primary key, name text, n int);
create view v as select id, upper(name) as big from t where n > 3;
