create table t (id int primary key, email text);
create view v as select id, email as contact from t;
