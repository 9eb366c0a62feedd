create table t (id int primary key, name text, n int);
create view v as select name, id from t;
create view w as select id from v;
create view x as select id from w;
