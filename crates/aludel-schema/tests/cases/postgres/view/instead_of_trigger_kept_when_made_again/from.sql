create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create view v as select id, name from t;
create trigger tr instead of insert on v for each row execute function f();
comment on trigger tr on v is 'writes';
