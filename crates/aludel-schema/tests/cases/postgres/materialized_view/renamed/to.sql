create table t (id int primary key, name text, n int);
create materialized view k as select id from t;
