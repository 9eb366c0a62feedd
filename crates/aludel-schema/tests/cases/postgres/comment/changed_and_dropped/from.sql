create table t (id int primary key, name text, n int);
comment on table t is 'a';
comment on column t.n is 'b';
