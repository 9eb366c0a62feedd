create table t (id int, s varchar(10) check (s in ('a', 'b')));
create index t_id on t (id) where s in ('c', 'd');
create table u (s varchar(10) default 'a' check (s in ('a', 'b')), g text generated always as (case when s in ('a', 'b') then 'x' end) stored);
