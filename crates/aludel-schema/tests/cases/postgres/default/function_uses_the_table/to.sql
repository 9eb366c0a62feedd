CREATE TABLE orders (id integer NOT NULL, total integer);
CREATE FUNCTION many(orders) RETURNS integer LANGUAGE sql RETURN $1.total;
ALTER TABLE orders ADD COLUMN doubled integer DEFAULT many(NULL::orders);
