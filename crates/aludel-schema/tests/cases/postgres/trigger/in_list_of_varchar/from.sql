create table t (id int, s varchar(10));
create function f() returns trigger language plpgsql as 'begin return new; end';
