create table t (id int primary key, name text, n bigint);
create view v as select id, n from t;
create view w as select n + 1 as m from v;
create view x as select w.m, t.name from w, t;
comment on view w is 'one more';
comment on column w.m is 'more';
