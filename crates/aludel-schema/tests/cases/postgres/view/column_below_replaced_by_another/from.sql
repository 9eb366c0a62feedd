create table t (id int primary key, fax text);
create view v as select id, fax as contact from t;
