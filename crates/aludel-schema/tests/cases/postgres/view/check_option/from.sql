create table t (id int primary key, name text, n int);
create view v with (check_option = local) as select id from t where id > 0;
