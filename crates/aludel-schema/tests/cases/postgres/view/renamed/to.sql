create table t (id int primary key, name text, n int);
create view new as select id from t;
create view w as select id from new;
