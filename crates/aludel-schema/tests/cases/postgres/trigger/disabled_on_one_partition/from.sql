create table p (id int, n int) partition by range (id);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr after insert on p for each row execute function f();
