create table t (id int primary key, name text, n int);
create view v with (security_invoker = on) as select id from t;
