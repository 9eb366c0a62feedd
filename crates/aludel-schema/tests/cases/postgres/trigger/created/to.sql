create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert or update of name, n on t for each row when (new.n > 3) execute function f('a', 'b''c');
