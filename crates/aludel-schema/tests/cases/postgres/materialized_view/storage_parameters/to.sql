create table t (id int primary key, name text, n int);
create materialized view m with (fillfactor = 80) as select id from t;
