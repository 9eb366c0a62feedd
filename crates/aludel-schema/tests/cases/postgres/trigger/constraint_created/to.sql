create table t (id int primary key, name text, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create table u (id int primary key);
create constraint trigger ct after insert or update on t from u deferrable initially deferred for each row execute function f();
comment on trigger ct on t is 'late';
