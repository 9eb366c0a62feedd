create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before update of name, n on t for each row execute function f();
