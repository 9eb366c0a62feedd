create table t (id int primary key, tenant int, name text);
create table u (id int, owner name);
create policy p on t using (exists (select from u where u.id = t.id and u.owner = current_user));
