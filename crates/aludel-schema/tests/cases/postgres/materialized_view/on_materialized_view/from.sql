create table t (id int primary key, name text, n int);
create materialized view m as select id, n from t;
create materialized view k as select sum(n) as s from m;
