create table t (id int primary key, name text, n bigint);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger a before update of n on t for each row execute function f();
create trigger b before update on t for each row when (new.n > 1) execute function f();
create trigger c before update on t for each row execute function f();
alter table t disable trigger a;
