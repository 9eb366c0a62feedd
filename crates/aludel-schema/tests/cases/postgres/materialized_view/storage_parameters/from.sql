create table t (id int primary key, name text, n int);
create materialized view m with (autovacuum_enabled = off, fillfactor = 70) as select id from t;
