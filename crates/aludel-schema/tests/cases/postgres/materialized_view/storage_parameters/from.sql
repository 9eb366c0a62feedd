create table t (id int primary key, name text, n int);
create materialized view m with (fillfactor = 70, autovacuum_enabled = off) as select id from t;
