create table t (id int primary key, tenant int, name text);
create table u (id int, owner name);
