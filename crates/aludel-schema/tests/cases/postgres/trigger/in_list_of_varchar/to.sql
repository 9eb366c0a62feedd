create table t (id int, s varchar(10));
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before update on t for each row when (new.s in ('a', 'b')) execute function f();
