create table t (id int primary key, name text, n int);
create schema s;
create view s.t as select id from public.t;
