create table t (id int primary key, name text, n int);
create view v as select id, name from t;
create rule r as on delete to v do instead nothing;
