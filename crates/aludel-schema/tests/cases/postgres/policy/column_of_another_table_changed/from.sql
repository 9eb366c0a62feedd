create table t (id int primary key, tenant int, name text);
create table u (id int);
create policy p on t using (id in (select u.id from u));
