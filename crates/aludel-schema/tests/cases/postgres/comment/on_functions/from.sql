create function g(a int, b text default 'x') returns int language sql as 'select 1';
create procedure h() language sql as '';
create aggregate s(int) (sfunc = int4pl, stype = int);
