create table t (id int primary key, tenant bigint, name text);
create policy p on t using (tenant = 1);
comment on policy p on t is 'kept';
