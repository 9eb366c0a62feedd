create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create table u (id int);
create trigger tr after insert on u for each row execute function f();
