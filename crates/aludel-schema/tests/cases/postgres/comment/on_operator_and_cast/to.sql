create function g(int, int) returns int language sql immutable as 'select 1';
create operator ### (leftarg = int, rightarg = int, function = g);
comment on operator ### (int, int) is 'three';
