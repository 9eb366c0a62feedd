create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create function f() returns trigger language plpgsql as 'begin return new; end';
create foreign table ft (id int) server s;
create trigger tr before insert on ft for each row execute function f();
