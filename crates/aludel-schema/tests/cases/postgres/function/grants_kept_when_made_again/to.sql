create function g(a int) returns bigint language sql as 'select 1::bigint';
