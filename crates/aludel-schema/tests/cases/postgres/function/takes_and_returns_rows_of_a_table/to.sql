CREATE TABLE orders (id integer);
CREATE FUNCTION newest() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders';
CREATE FUNCTION label(orders) RETURNS text LANGUAGE sql AS 'SELECT $1.id::text';
