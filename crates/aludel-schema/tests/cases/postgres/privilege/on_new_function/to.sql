create function g(a int) returns int language sql as 'select 1';
revoke execute on function g from public;
create procedure h(text) language sql as '';
grant execute on procedure h to reader;
