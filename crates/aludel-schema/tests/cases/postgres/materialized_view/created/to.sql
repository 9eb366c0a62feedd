create table t (id int primary key, name text, n int);
create materialized view m as select name, sum(n) as total from t group by name;
