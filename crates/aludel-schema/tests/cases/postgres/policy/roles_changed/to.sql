create table t (id int primary key, tenant int, name text);
create policy p on t to reader, writer using (true);
