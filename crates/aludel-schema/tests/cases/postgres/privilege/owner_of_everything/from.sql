create schema s;
create table t (id int primary key, name text, n int);
create view v as select id from t;
create sequence q;
create function g(int) returns int language sql as 'select 1';
create type e as enum ('a');
create domain d as int;
create foreign data wrapper w;
