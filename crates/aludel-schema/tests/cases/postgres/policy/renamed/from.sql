create table t (id int primary key, tenant int, name text);
create policy a on t using (true);
