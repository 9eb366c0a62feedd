create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr after insert or delete or truncate on t for each statement execute function f();
