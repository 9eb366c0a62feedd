CREATE FUNCTION add_up(state bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT state + n';
CREATE FUNCTION take_off(state bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT state - n';
CREATE FUNCTION finish(state bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT state::text';
CREATE AGGREGATE total(n integer) (SFUNC = add_up, STYPE = bigint, SSPACE = 16, FINALFUNC = finish, FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = int8pl, INITCOND = '0', MSFUNC = add_up, MINVFUNC = take_off, MSTYPE = bigint, MFINALFUNC = finish, MINITCOND = '0', PARALLEL = SAFE);
CREATE AGGREGATE "Odd ""count"(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE least_of(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = <);
