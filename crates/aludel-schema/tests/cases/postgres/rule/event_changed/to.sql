create table t (id int primary key, name text, n int);
create rule r as on update to t do instead nothing;
