create table t (id int primary key, tenant int, name text);
create table u (id bigint);
create policy p on t using (id in (select u.id from u));
