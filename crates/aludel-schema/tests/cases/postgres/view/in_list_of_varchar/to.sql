create table t (id int, s varchar(10));
create view v as select id from t where s in ('a', 'it''s, (b)') or s not in ('x', 'y');
