create table t (id int primary key, name text, n int);
create rule r as on delete to t do instead nothing;
