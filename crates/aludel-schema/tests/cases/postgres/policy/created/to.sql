create table t (id int primary key, tenant int, name text);
alter table t enable row level security;
create policy p on t as restrictive for update to reader, writer using (tenant = 1) with check (tenant = 2 and name <> ')');
