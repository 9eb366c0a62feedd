create table t (id int primary key, tenant int, name text);
create policy p on t using (tenant = 1) with check (tenant = 1);
