create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr after update on t for each row when (old.n <> new.n) execute function f();
comment on trigger tr on t is 'kept';
