create table t (id int primary key, name text, n int);
create view m as select id from t;
