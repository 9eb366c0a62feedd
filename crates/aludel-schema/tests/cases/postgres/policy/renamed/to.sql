create table t (id int primary key, tenant int, name text);
create policy "B b" on t using (true);
