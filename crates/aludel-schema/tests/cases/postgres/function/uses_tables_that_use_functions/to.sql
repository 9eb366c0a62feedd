CREATE FUNCTION next_number() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE a_orders (id integer, number integer);
ALTER TABLE a_orders ALTER number SET DEFAULT next_number();
CREATE FUNCTION count_orders() RETURNS bigint LANGUAGE sql AS 'SELECT count(number) FROM a_orders';
CREATE FUNCTION a_total() RETURNS bigint LANGUAGE sql AS 'SELECT count_orders() + 1';
