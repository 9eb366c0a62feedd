create table t (id int primary key, tenant int, name text);
