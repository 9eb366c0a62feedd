CREATE TABLE t (id integer, number integer);
CREATE FUNCTION next_number() RETURNS integer LANGUAGE sql AS 'SELECT coalesce(max(number), 0) + 1 FROM t';
ALTER TABLE t ALTER number SET DEFAULT next_number();
