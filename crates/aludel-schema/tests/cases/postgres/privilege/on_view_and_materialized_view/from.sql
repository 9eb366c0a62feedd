create table t (id int primary key, name text, n int);
create view v as select id from t;
create materialized view m as select id from t;
