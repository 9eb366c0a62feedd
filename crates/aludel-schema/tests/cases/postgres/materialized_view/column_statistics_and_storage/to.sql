create table t (id int primary key, name text, n int);
create materialized view m as select id, name from t;
alter materialized view m alter column name set statistics 500;
alter materialized view m alter column id set (n_distinct = -0.5);
