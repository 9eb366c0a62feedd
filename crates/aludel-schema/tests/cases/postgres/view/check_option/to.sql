create table t (id int primary key, name text, n int);
create view v with (check_option = cascaded) as select id from t where id > 0;
