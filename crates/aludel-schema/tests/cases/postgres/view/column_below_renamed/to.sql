create table t (id int primary key, phone text);
create view v as select id, phone as fax from t;
