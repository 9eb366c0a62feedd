create table t (id int, s varchar(10));
create policy p on t using (s in ('a', 'b'));
