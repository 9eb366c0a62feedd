create function g(a int) returns int language sql as 'select 1';
revoke execute on function g from public;
grant execute on function g to reader;
