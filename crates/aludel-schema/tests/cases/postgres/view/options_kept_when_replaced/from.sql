create table t (id int primary key, name text, n int);
create view v with (security_barrier) as select id from t;
